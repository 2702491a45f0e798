package io.ingestio.usage.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.testkit.RealParts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The functions of {@code R__ledger.sql} are the same on a new database and on one that ran an earlier version. */
class LedgerMigrationIT {

    private static final String NEW = "ledger_new";
    private static final String UPGRADED = "ledger_upgraded";

    @Test
    void upgradedSchemaHasTheSameFunctions() throws SQLException {
        migrate(NEW, "latest");
        migrate(UPGRADED, "8");
        execute("insert into " + UPGRADED
                + ".subscriptions (user_id, tier, status) values ('alice', 'plus', 'active')");

        migrate(UPGRADED, "latest");

        assertThat(functions(UPGRADED)).isEqualTo(functions(NEW)).containsKeys("reserve_pages", "settle_pages");
        assertThat(functions(UPGRADED)).doesNotContainKey("take_submission");
    }

    @Test
    void serviceRoleMayCallEveryFunction() throws SQLException {
        migrate(NEW, "latest");

        assertThat(one("select count(*) from pg_proc where pronamespace = '" + NEW
                        + "'::regnamespace and not has_function_privilege('usage_service', oid, 'execute')"))
                .isEqualTo("0");
    }

    @Test
    void repeatableMigrationRunsOnlyWhenItsTextChanges() throws SQLException {
        migrate(NEW, "latest");
        migrate(NEW, "latest");

        assertThat(one("select count(*) from " + NEW
                        + ".flyway_schema_history where version is null and description = 'ledger'"))
                .isEqualTo("1");
    }

    @AfterEach
    void dropSchemas() throws SQLException {
        execute("drop schema if exists " + NEW + " cascade");
        execute("drop schema if exists " + UPGRADED + " cascade");
    }

    private static void migrate(String schema, String target) {
        Flyway.configure()
                .dataSource(RealParts.postgres().asSuperuser())
                .schemas(schema)
                .locations("classpath:db/database", "classpath:db/messaging", "classpath:db/usage")
                .outOfOrder(true)
                .target(target)
                .placeholders(Map.of("app", "usage_app", "service", "usage_service"))
                .load()
                .migrate();
    }

    /** The text of each function by its name, without the name of the schema. */
    private static Map<String, String> functions(String schema) throws SQLException {
        Map<String, String> texts = new TreeMap<>();
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select proname, pg_get_functiondef(oid) from pg_proc"
                        + " where pronamespace = '" + schema + "'::regnamespace")) {
            while (rows.next()) {
                texts.merge(rows.getString(1), rows.getString(2).replace(schema, "schema"), String::concat);
            }
        }
        return texts;
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(String query) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
