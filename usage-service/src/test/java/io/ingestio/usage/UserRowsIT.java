package io.ingestio.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.database.Tenancy;
import io.ingestio.testkit.RealParts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;

/**
 * No user reaches a row of another, in any table that has a user_id. The tables are found in the catalogue, so that one that is
 * added later is tested too. The app role's pool has a single connection: what one borrower leaves behind, the next would find.
 */
@SpringBootTest(
        classes = UsageApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=usage-service",
            "ingestio.outbox.enabled=false",
            "ingestio.postgres.max-connections=1"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserRowsIT {

    /** Tables without a user_id that every user may read. */
    private static final List<String> FOR_EVERYBODY = List.of("tiers");

    private static final Pattern LITERAL = Pattern.compile("'([a-z_]+)'::text");

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @Autowired
    Tenancy tenancy;

    @Autowired
    DatabaseClient sql;

    private final String owner = "owner-" + UUID.randomUUID();
    private final List<String> filled = new ArrayList<>();

    @BeforeAll
    void giveTheOwnerARowInEveryTable() throws SQLException {
        for (String table : tables()) {
            try {
                asSuperuser(insertInto(table));
                filled.add(table);
            } catch (SQLException unknownRule) {
                System.out.println("no sample row for " + table + ": " + unknownRule.getMessage());
            }
        }
    }

    @AfterAll
    void removeTheRows() throws SQLException {
        for (String table : filled) {
            asSuperuser("delete from " + table + " where user_id = '" + owner + "'");
        }
    }

    /** Without {@code erasures}: a row there has the user's other rows deleted. */
    static List<String> tables() throws SQLException {
        return column("""
                select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'usage'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'user_id'
                  and c.relname <> 'erasures'
                order by 1
                """);
    }

    static List<String> readableTables() throws SQLException {
        List<String> readable = new ArrayList<>();
        for (String table : tables()) {
            if (mayRead(table)) {
                readable.add(table);
            }
        }
        return readable;
    }

    @Test
    void coversEveryTableWithUserRows() throws SQLException {
        assertThat(tables())
                .contains(
                        "accounts",
                        "credit_transactions",
                        "credits",
                        "idempotency_keys",
                        "ledger",
                        "reservations",
                        "submissions",
                        "subscriptions");
        assertThat(filled)
                .contains(
                        "accounts",
                        "credit_transactions",
                        "credits",
                        "idempotency_keys",
                        "ledger",
                        "reservations",
                        "submissions",
                        "subscriptions");
    }

    @Test
    void erasuresAreForTheServiceOnly() throws SQLException {
        assertThat(mayRead("erasures")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void forcesRowSecurityOnEveryUserTable(String table) throws SQLException {
        assertThat(column("select (relrowsecurity and relforcerowsecurity)::text from pg_class where oid = 'usage."
                        + table + "'::regclass"))
                .containsExactly("true");
        assertThat(column("""
                        select coalesce(qual, '') from pg_policies
                        where schemaname = 'usage' and tablename = '%s' and not roles = '{usage_service}'
                        """.formatted(table)))
                .isNotEmpty()
                .allSatisfy(rule ->
                        assertThat(rule).contains("user_id = NULLIF(current_setting('app.user_id'::text, true)"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void showsOnlyOwnRows(String table) throws SQLException {
        assertThat(filled).contains(table);
        String count = "select count(*) from " + table + " where user_id = '" + owner + "'";
        if (!mayRead(table)) {
            assertThatThrownBy(() -> tenancy.asUser(owner, number(count)).block())
                    .hasStackTraceContaining("permission denied");
            return;
        }
        assertThat(tenancy.asUser(owner, number(count)).block()).isPositive();
        assertThat(tenancy.asUser("other-" + owner, number(count)).block()).isZero();
        assertThat(tenancy.asUser("", number(count)).block()).isZero();
        assertThat(number(count).block()).as("without a user").isZero();
        assertThat(tenancy.asUser("other-" + owner, number("select count(*) from " + table))
                        .block())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void hidesRowsOfOtherUsers(String table) {
        assertThat(filled).contains(table);
        for (String statement : List.of("update %s set user_id = user_id", "delete from %s")) {
            Mono<Long> touched = sql.sql(statement.formatted(table)).fetch().rowsUpdated();
            assertThat(tenancy.asUser("other-" + owner, touched)
                            .onErrorResume(refused -> Mono.just(0L).filter(none -> isDenied(refused)))
                            .block())
                    .as(statement, table)
                    .isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("readableTables")
    void failedTransactionLeavesNoUserBehind(String table) throws SQLException {
        assertThat(filled).contains(table);
        long connection = number("select pg_backend_pid()").block();
        Mono<Long> failing = number("select count(*) from " + table).then(number("select 1 / 0"));

        assertThatThrownBy(() -> tenancy.asUser(owner, failing).block()).hasStackTraceContaining("division by zero");

        assertThat(number("select count(*) from " + table).block()).isZero();
        assertThat(number("select pg_backend_pid()").block())
                .as("the same connection")
                .isEqualTo(connection);
    }

    @Test
    void hidesTablesWithoutUser() throws SQLException {
        List<String> readable = column("""
                select c.relname from pg_class c
                where c.relnamespace = 'usage'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
                  and has_any_column_privilege('usage_app', c.oid, 'select')
                  and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'user_id')
                order by 1
                """);

        assertThat(readable).containsExactlyElementsOf(FOR_EVERYBODY);
        assertThat(
                        column(
                                "select has_any_column_privilege('usage_app', 'usage.admin_actions', 'select, insert, update')::text"))
                .containsExactly("false");
        assertThat(
                        column(
                                "select has_table_privilege('usage_app', 'usage.tiers', 'insert, update, delete, truncate')::text"))
                .containsExactly("false");
    }

    private Mono<Long> number(String query) {
        return sql.sql(query).map(row -> row.get(0, Number.class).longValue()).one();
    }

    private static boolean mayRead(String table) throws SQLException {
        return column("select has_table_privilege('usage_app', 'usage." + table + "', 'select')::text")
                .contains("true");
    }

    private static boolean isDenied(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("permission denied");
    }

    /** A row of the owner with a value of its type in each column that needs one; for a text with a rule, the first it names. */
    private String insertInto(String table) throws SQLException {
        List<String> names = new ArrayList<>(List.of("user_id"));
        List<String> values = new ArrayList<>(List.of("'" + owner + "'"));
        for (String column : column("""
                        select a.attname || ' ' || format_type(a.atttypid, null) || ' ' || coalesce(
                            (select string_agg(pg_get_constraintdef(c.oid), ' ') from pg_constraint c
                             where c.conrelid = a.attrelid and c.contype = 'c' and a.attnum = any (c.conkey)), '')
                        from pg_attribute a
                        where a.attrelid = 'usage.%s'::regclass and a.attnum > 0 and not a.attisdropped and a.attnotnull
                          and not a.atthasdef and a.attidentity = '' and a.attname <> 'user_id'
                        """.formatted(table))) {
            String[] parts = column.split(" ", 2);
            names.add(parts[0]);
            values.add(sample(parts[1]));
        }
        return "insert into " + table + " (" + String.join(", ", names) + ") values (" + String.join(", ", values)
                + ")";
    }

    private static String sample(String typeAndRules) {
        if (typeAndRules.startsWith("text ")) {
            Matcher named = LITERAL.matcher(typeAndRules);
            return named.find() ? "'" + named.group(1) + "'" : "'x'";
        }
        return switch (typeAndRules.split(" ")[0]) {
            case "uuid" -> "gen_random_uuid()";
            case "timestamp", "date" -> "now() + interval '1 day'"; // no sweep selects it
            case "boolean" -> "false";
            case "jsonb", "text[]" -> "'{}'";
            default -> "1";
        };
    }

    private static List<String> column(String query) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    /** Foreign keys and triggers do not count for it. */
    private static void asSuperuser(String statement) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection()) {
            connection.createStatement().execute("set session_replication_role = replica; set search_path = usage");
            connection.createStatement().execute(statement);
        }
    }
}
