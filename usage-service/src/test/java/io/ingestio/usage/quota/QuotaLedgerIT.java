package io.ingestio.usage.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.RunId;
import io.ingestio.contracts.usage.ReservePages;
import io.ingestio.tenancy.database.Tenancy;
import io.ingestio.testkit.RealParts;
import io.ingestio.usage.UsageApplication;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The ledger on a real database: single steps, then many clients at once doing everything in any order. */
@SpringBootTest(
        classes = UsageApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=usage-service", "ingestio.outbox.enabled=false", "ingestio.quota.sweep-every=1h"})
class QuotaLedgerIT {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int PLUS_PAGES = 1_000;

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @Autowired
    ReservationTable reservations;

    @Autowired
    AccountTable accounts;

    @Autowired
    Tenancy tenancy;

    private final String user = "user-" + UUID.randomUUID();

    @Test
    void setsPagesAsideThenChargesThemOnce() {
        UUID document = UUID.randomUUID();

        assertThat(reserve(document, 30)).isEqualTo("reserved");
        assertAccount(0, 30);
        assertThat(reserve(document, 30)).isEqualTo("reserved");
        assertAccount(0, 30);
        assertThat(settle(document, "committed", 30)).isEqualTo("committed");
        assertThat(settle(document, "committed", 30)).isEqualTo("committed");
        assertThat(settle(document, "released", 0)).isEqualTo("committed");
        assertThat(reserve(document, 30)).isEqualTo("committed");
        assertAccount(30, 0);
    }

    @Test
    void givesPagesBackAndNeverChargesThemAfterwards() {
        UUID document = UUID.randomUUID();

        reserve(document, 30);
        assertThat(settle(document, "released", 0)).isEqualTo("released");
        assertThat(settle(document, "committed", 30)).isEqualTo("released");
        assertThat(reserve(document, 30)).isEqualTo("released");
        assertAccount(0, 0);
    }

    @Test
    void refusesWhatIsNotLeftAndReservesItWhenItIs() {
        UUID large = UUID.randomUUID();
        UUID late = UUID.randomUUID();

        reserve(large, 90);
        assertThat(reserve(late, 11)).isEqualTo("insufficient");
        assertAccount(0, 90);
        settle(large, "released", 0);
        assertThat(reserve(late, 11)).isEqualTo("reserved");
        assertAccount(0, 11);
    }

    @Test
    void refusesAnotherNumberOfPagesUnderTheSameId() {
        UUID document = UUID.randomUUID();
        reserve(document, 3);

        assertThat(reserve(document, 4)).isEqualTo("mismatch");
        assertAccount(0, 3);
    }

    @Test
    void neverTouchesTheReservationOfAnotherUser() {
        UUID document = UUID.randomUUID();
        reserve(document, 3);

        Settlement foreign = new Settlement(RunId.of(document, 1), "committed", "mallory-" + user, document, 1, 3);
        assertThat(tenancy.statementAsService(reservations.settle(List.of(foreign))).blockLast(PATIENCE).state())
                .isEqualTo("mismatch");
        assertAccount(0, 3);
    }

    @Test
    void chargesWhatWasProcessedAndNeverMoreThanWasReserved() {
        UUID fewer = UUID.randomUUID();
        UUID more = UUID.randomUUID();
        reserve(fewer, 10);
        reserve(more, 10);

        settle(fewer, "committed", 7);
        settle(more, "committed", 99);

        assertAccount(17, 0);
    }

    @Test
    void chargesACommitThatCameAfterTheExpiryAndFlagsIt() {
        UUID document = UUID.randomUUID();
        reserve(document, 5, Duration.ofMillis(-1));

        assertThat(tenancy.statementAsService(reservations.expireDue(500)).block(PATIENCE)).isPositive();
        assertAccount(0, 0);
        ReservationTable.Settled settled = settleOnce(document, "committed", 5);

        assertThat(settled).isEqualTo(new ReservationTable.Settled("committed", true));
        assertAccount(5, 0);
    }

    @Test
    void reservesAnewAfterAnExpiry() {
        UUID document = UUID.randomUUID();
        reserve(document, 5, Duration.ofMillis(-1));
        tenancy.statementAsService(reservations.expireDue(500)).block(PATIENCE);

        assertThat(reserve(document, 5)).isEqualTo("reserved");
        assertThat(settleOnce(document, "committed", 5)).isEqualTo(new ReservationTable.Settled("committed", false));
        assertAccount(5, 0);
    }

    @Test
    void chargesACommitOfAReservationThatItNeverSaw() {
        UUID document = UUID.randomUUID();

        assertThat(settleOnce(document, "committed", 4)).isEqualTo(new ReservationTable.Settled("committed", true));
        assertThat(settleOnce(document, "committed", 4)).isEqualTo(new ReservationTable.Settled("committed", false));
        assertThat(settle(UUID.randomUUID(), "released", 0)).isEqualTo("unknown");
        assertAccount(4, 0);
    }

    @Test
    void staysExactUnderManyClientsWithDuplicatesReorderingsAndExpiry() throws SQLException {
        long seed = System.nanoTime();
        List<String> users = List.of(user + "-a", user + "-b", user + "-c");
        for (String each : users) {
            execute("insert into subscriptions (user_id, tier, status) values (?, 'plus', 'active')", each);
        }
        List<UUID> documents = IntStream.range(0, 1_200).mapToObj(i -> UUID.randomUUID()).toList();
        Random random = new Random(seed);
        List<Mono<String>> operations = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            int which = random.nextInt(documents.size());
            operations.add(operation(documents.get(which), users.get(which % 3), 1 + which % 9, random));
        }

        Map<String, Long> answers = Flux.fromIterable(operations)
                .flatMap(operation -> operation, 16)
                .collectList()
                .block(PATIENCE)
                .stream()
                .collect(LinkedHashMap::new, (map, state) -> map.merge(state, 1L, Long::sum), Map::putAll);

        System.out.println("seed " + seed + ": " + answers);
        assertThat(answers).containsKeys("committed", "released", "insufficient", "mismatch");
        assertThat(answers.get("reserved")).isGreaterThan(1_000);
        for (String each : users) {
            assertBalanced(each, seed);
        }
    }

    @Test
    void showsNoRowToTheAppRoleWithoutAUserAndLetsNobodyRewriteTheLedger() throws SQLException {
        execute("insert into subscriptions (user_id, tier, status) values (?, 'plus', 'active')", user);
        settle(UUID.randomUUID(), "committed", 3);

        for (String table : List.of("subscriptions", "accounts", "reservations", "ledger")) {
            assertThat(rowsSeenByTheAppRole(table, "")).as(table).isZero();
            assertThat(rowsSeenByTheAppRole(table, user)).as(table).isEqualTo(1);
        }
        try (Connection service = RealParts.postgres().as("usage_service").getConnection()) {
            assertThatThrownBy(() -> service.createStatement().execute("update usage.ledger set used_change = 0"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> service.createStatement().execute("delete from usage.ledger"))
                    .hasMessageContaining("permission denied");
        }
    }

    private static long rowsSeenByTheAppRole(String table, String as) throws SQLException {
        try (Connection connection = RealParts.postgres().as("usage_app").getConnection()) {
            if (!as.isEmpty()) {
                connection.createStatement().execute("select set_config('app.user_id', '" + as + "', false)");
            }
            ResultSet counted = connection.createStatement().executeQuery("select count(*) from usage." + table);
            counted.next();
            return counted.getLong(1);
        }
    }

    private Mono<String> operation(UUID document, String owner, int pages, Random random) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4 -> reserving(document, owner, pages, Duration.ofMillis(random.nextInt(400)));
            case 5, 6 -> reserving(document, owner, pages, DAY);
            case 7 -> reserving(document, owner, pages + 1, DAY);
            case 8 -> settling(document, owner, "committed", pages);
            case 9 -> settling(document, owner, "released", 0);
            default -> tenancy.statementAsService(reservations.expireDue(5)).map(count -> "swept");
        };
    }

    /** Accounts, reservations and ledger tell the same, and no moment passed the limit but by what is flagged late. */
    private static void assertBalanced(String owner, long seed) throws SQLException {
        assertThat(rows("""
                        select a.used, a.reserved,
                               coalesce((select sum(charged) from reservations r
                                         where r.user_id = a.user_id and state = 'committed'), 0),
                               coalesce((select sum(pages) from reservations r
                                         where r.user_id = a.user_id and state = 'reserved'), 0),
                               (select sum(used_change) from ledger l where l.user_id = a.user_id),
                               (select sum(reserved_change) from ledger l where l.user_id = a.user_id)
                        from accounts a where a.user_id = ?
                        """, owner))
                .as("seed %d", seed)
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get(0)).isEqualTo(row.get(2)).isEqualTo(row.get(4));
                    assertThat(row.get(1)).isEqualTo(row.get(3)).isEqualTo(row.get(5));
                });
        assertThat(rows("""
                        select max(held - late) from (
                            select sum(used_change + reserved_change) over w as held,
                                   sum(case when late then used_change else 0 end) over w as late
                            from ledger where user_id = ? window w as (order by id)) moments
                        """, owner).getFirst().getFirst())
                .as("seed %d", seed)
                .isBetween(1L, (long) PLUS_PAGES);
        assertThat(rows("""
                        select count(*) from ledger where user_id = ? and kind = 'commit'
                        group by reservation_id having count(*) > 1
                        """, owner)).as("charged twice").isEmpty();
    }

    private String reserve(UUID document, int pages) {
        return reserve(document, pages, DAY);
    }

    private String reserve(UUID document, int pages, Duration lifetime) {
        return reserving(document, user, pages, lifetime).block(PATIENCE);
    }

    private Mono<String> reserving(UUID document, String owner, int pages, Duration lifetime) {
        var wanted = new ReservePages(owner, document, 1, pages);
        return tenancy.statementAsService(reservations.reserve(RunId.of(document, 1), wanted, lifetime))
                .map(answer -> answer.state());
    }

    private String settle(UUID document, String to, int pages) {
        return settleOnce(document, to, pages).state();
    }

    private ReservationTable.Settled settleOnce(UUID document, String to, int pages) {
        var settlement = new Settlement(RunId.of(document, 1), to, user, document, 1, pages);
        return tenancy.statementAsService(reservations.settle(List.of(settlement))).blockLast(PATIENCE);
    }

    private Mono<String> settling(UUID document, String owner, String to, int pages) {
        var settlement = new Settlement(RunId.of(document, 1), to, owner, document, 1, pages);
        return tenancy.statementAsService(reservations.settle(List.of(settlement)))
                .map(ReservationTable.Settled::state)
                .next();
    }

    private void assertAccount(long used, long reserved) {
        Allowance allowance = tenancy.statementAsService(accounts.allowance(user)).block(PATIENCE);
        assertThat(allowance.used()).as("used").isEqualTo(used);
        assertThat(allowance.reserved()).as("reserved").isEqualTo(reserved);
    }

    private static void execute(String statement, String owner) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection()) {
            connection.createStatement().execute("set search_path = usage");
            try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                prepared.setString(1, owner);
                prepared.executeUpdate();
            }
        }
    }

    private static List<List<Long>> rows(String query, String owner) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection()) {
            connection.createStatement().execute("set search_path = usage");
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setString(1, owner);
                ResultSet found = statement.executeQuery();
                List<List<Long>> rows = new ArrayList<>();
                while (found.next()) {
                    List<Long> row = new ArrayList<>();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        row.add(found.getLong(i));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }
}
