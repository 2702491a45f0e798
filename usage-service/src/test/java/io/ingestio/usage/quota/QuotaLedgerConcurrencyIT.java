package io.ingestio.usage.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.testkit.RealParts;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The ledger on a real database with many clients at once doing everything in any order. */
class QuotaLedgerConcurrencyIT extends RunningLedger {

    private static final int PLUS_PAGES = 1_000;

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
