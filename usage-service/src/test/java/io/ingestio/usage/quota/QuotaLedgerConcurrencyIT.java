package io.ingestio.usage.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.usage.ReservationState;
import io.ingestio.usage.credit.CreditChange;
import io.ingestio.usage.credit.CreditChange.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The ledger on a real database with many clients at once doing everything in any order. */
class QuotaLedgerConcurrencyIT extends RunningLedger {

    private static final int OPERATIONS = 50_000;
    private static final int CLIENTS = 16;
    private static final int DOCUMENTS = 9_000;
    private static final Map<String, Integer> LIMITS = Map.of("plus", 1_000, "growth", 10_000);

    @Test
    void staysExactUnderConcurrentClients() throws SQLException {
        long seed = System.nanoTime();
        Map<String, String> tiers = new LinkedHashMap<>();
        for (int i = 0; i < 6; i++) {
            String tier = i < 4 ? "plus" : "growth";
            tiers.put(user + "-" + i, tier);
            execute(
                    "insert into subscriptions (user_id, tier, status) values (?, '" + tier + "', 'active')",
                    user + "-" + i);
        }
        List<String> users = List.copyOf(tiers.keySet());
        List<UUID> documents =
                IntStream.range(0, DOCUMENTS).mapToObj(i -> UUID.randomUUID()).toList();
        Random random = new Random(seed);
        List<Mono<String>> operations = new ArrayList<>();
        for (int i = 0; i < OPERATIONS; i++) {
            int which = random.nextInt(documents.size());
            operations.add(operation(documents.get(which), users.get(which % users.size()), 1 + which % 9, i, random));
        }

        Map<String, Long> answers = Flux.fromIterable(operations)
                .flatMap(operation -> operation, CLIENTS)
                .collectList()
                .block(PATIENCE)
                .stream()
                .collect(TreeMap::new, (map, state) -> map.merge(state, 1L, Long::sum), Map::putAll);

        System.out.println("seed " + seed + ": " + answers);
        assertThat(answers)
                .containsKeys("committed", "released", "insufficient", "mismatch", "changed", "refused", "known");
        assertThat(answers.get("reserved")).isGreaterThan(5_000);
        for (String each : users) {
            assertBalanced(each, LIMITS.get(tiers.get(each)), seed);
        }
    }

    private Mono<String> operation(UUID document, String owner, int pages, int number, Random random) {
        return switch (random.nextInt(14)) {
            case 0, 1, 2, 3, 4 -> reserving(document, owner, pages, Duration.ofMillis(random.nextInt(400)));
            case 5, 6 -> reserving(document, owner, pages, DAY);
            case 7 -> reserving(document, owner, pages + 1, DAY);
            case 8, 9 -> settling(document, owner, ReservationState.COMMITTED, pages);
            case 10 -> settling(document, owner, ReservationState.RELEASED, 0);
            case 11 ->
                changing(CreditChange.purchase(owner, 1 + number % 40, "payment " + number % 3_000, 900L, "usd"));
            case 12 ->
                number % 2 == 0
                        ? changing(CreditChange.refund(owner, 1 + number % 90, "refund " + number, null, null))
                        : changing(new CreditChange(
                                        owner,
                                        Kind.ADJUSTMENT,
                                        -1 - number % 90,
                                        "slip " + number,
                                        false,
                                        null,
                                        null,
                                        "root",
                                        "x"))
                                .map(state -> state.equals("insufficient") ? "refused" : state);
            default ->
                tenancy.statementAsService(reservations.expireDue(owner, 5)).map(count -> "swept");
        };
    }

    private Mono<String> changing(CreditChange change) {
        return tenancy.statementAsService(credits.change(change))
                .map(result -> result.state().name().toLowerCase(Locale.ROOT));
    }

    /** Accounts, reservations, credits and both ledgers agree; only charges flagged late exceed the limit. */
    private static void assertBalanced(String owner, int limit, long seed) throws SQLException {
        assertThat(numbers("""
                        select a.used, a.reserved,
                               coalesce((select sum(charged - credit_charged) from reservations r
                                         where r.user_id = a.user_id and state = 'committed'), 0),
                               coalesce((select sum(pages - credit_pages) from reservations r
                                         where r.user_id = a.user_id and state = 'reserved'), 0),
                               (select sum(used_change) from ledger l where l.user_id = a.user_id),
                               (select sum(reserved_change) from ledger l where l.user_id = a.user_id)
                        from accounts a where a.user_id = ?
                        """, owner))
                .as("plan's pages of %s, seed %d", owner, seed)
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get(0)).isEqualTo(row.get(2)).isEqualTo(row.get(4));
                    assertThat(row.get(1)).isEqualTo(row.get(3)).isEqualTo(row.get(5));
                });
        assertThat(numbers("""
                        select c.balance, c.reserved,
                               (select sum(pages) from credit_transactions t where t.user_id = c.user_id),
                               (select sum(credits_reserved_change) from ledger l where l.user_id = c.user_id),
                               (select -sum(pages) from credit_transactions t where t.user_id = c.user_id and kind = 'usage'),
                               (select sum(credits_used_change) from ledger l where l.user_id = c.user_id),
                               (select sum(credit_charged) from reservations r where r.user_id = c.user_id),
                               c.debt,
                               (select sum(shortfall) + coalesce(sum(pages) filter (where source like 'debt:%'), 0)
                                from credit_transactions t where t.user_id = c.user_id)
                        from credits c where c.user_id = ?
                        """, owner))
                .as("credits of %s, seed %d", owner, seed)
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get(0)).isEqualTo(row.get(2));
                    assertThat(row.get(1)).isEqualTo(row.get(3));
                    assertThat(row.get(4)).isEqualTo(row.get(5)).isEqualTo(row.get(6));
                    assertThat(row.get(7)).as("debt").isEqualTo(row.get(8));
                    assertThat(row.get(7) == 0 || row.get(0).equals(row.get(1)))
                            .as("free credits beside a debt")
                            .isTrue();
                });
        assertThat(numbers("""
                        select max(held - late) from (
                            select sum(used_change + reserved_change) over w as held,
                                   sum(case when late then used_change else 0 end) over w as late
                            from ledger where user_id = ? window w as (order by id)) moments
                        """, owner).getFirst().getFirst())
                .as("seed %d", seed)
                .isBetween(1L, (long) limit);
        assertThat(numbers("""
                        select count(*) from ledger where user_id = ? and kind = 'commit'
                        group by reservation_id having count(*) > 1
                        """, owner)).as("charged twice").isEmpty();
    }
}
