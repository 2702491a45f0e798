package io.ingestio.usage.quota;

import static io.ingestio.contracts.usage.ReservationState.COMMITTED;
import static io.ingestio.contracts.usage.ReservationState.RELEASED;
import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.usage.ReservationState;
import io.ingestio.testkit.RealParts;
import io.ingestio.usage.credit.CreditChange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The ledger where plans, days, refunds and the clock change between a reservation and its end. Starter has 100 pages. */
class LedgerEdgesIT extends RunningLedger {

    private static final Duration OVER = Duration.ofMillis(-1);

    @Test
    void shortfallOfRefundStaysAsDebt() throws SQLException {
        UUID document = UUID.randomUUID();
        change(CreditChange.purchase(user, 20, "payment 1", 900L, "usd"));
        reserve(document, 108, DAY); // 8 of them on credit

        change(CreditChange.refund(user, 20, "refund 1", 900L, "usd"));
        settle(document, RELEASED, 0);

        assertCredits(0, 0, 0);
        assertThat(numbers("select pages from credit_transactions where user_id = ? order by created_at", user))
                .containsExactly(List.of(20L), List.of(-12L), List.of(-8L));
    }

    @Test
    void nextCreditsPayTheDebtFirst() throws SQLException {
        UUID document = UUID.randomUUID();
        change(CreditChange.purchase(user, 20, "payment 1", 900L, "usd"));
        reserve(document, 108, DAY);
        settle(document, COMMITTED, 108);
        change(CreditChange.refund(user, 20, "refund 1", 900L, "usd"));
        assertCredits(0, 0, 8);

        change(CreditChange.purchase(user, 20, "payment 2", 900L, "usd"));

        assertCredits(12, 0, 0);
    }

    @Test
    void commitUsesPlanThatBecameFree() throws SQLException {
        UUID large = UUID.randomUUID();
        UUID onCredit = UUID.randomUUID();
        change(CreditChange.purchase(user, 20, "payment 1", 900L, "usd"));
        reserve(large, 100, DAY);
        reserve(onCredit, 12, DAY);
        settle(large, RELEASED, 0);

        settle(onCredit, COMMITTED, 12);

        assertThat(account()).containsExactly(12L, 0L);
        assertCredits(20, 0, 0);
    }

    @Test
    void lateCommitUsesLimitPinnedAtReserve() throws SQLException {
        UUID document = UUID.randomUUID();
        execute("insert into subscriptions (user_id, tier, status) values (?, 'plus', 'active')", user);
        change(CreditChange.purchase(user, 50, "payment 1", 900L, "usd"));
        reserve(document, 500, OVER);
        expireDue();
        execute("delete from subscriptions where user_id = ?", user);

        settle(document, COMMITTED, 500);

        assertThat(account()).containsExactly(500L, 0L);
        assertCredits(50, 0, 0);
    }

    @Test
    void commitKeepsReservedPlanPagesAfterDowngrade() throws SQLException {
        UUID document = UUID.randomUUID();
        execute("insert into subscriptions (user_id, tier, status) values (?, 'plus', 'active')", user);
        change(CreditChange.purchase(user, 50, "payment 1", 900L, "usd"));
        reserve(document, 500, DAY);
        execute("delete from subscriptions where user_id = ?", user);

        settle(document, COMMITTED, 500);

        assertThat(account()).containsExactly(500L, 0L);
        assertCredits(50, 0, 0);
    }

    @Test
    void dayNeverGoesBackwards() throws SQLException {
        UUID before = UUID.randomUUID();
        UUID after = UUID.randomUUID();
        reserve(before, 5, DAY);
        execute("update accounts set day = day + 1, day_pages = 0 where user_id = ?", user); // as after midnight

        assertThat(reserve(after, 7, DAY)).isEqualTo("reserved");
        settle(before, RELEASED, 0);
        settle(after, COMMITTED, 3);

        assertThat(numbers(
                        "select day - (now() at time zone 'UTC')::date, day_pages from accounts where user_id = ?",
                        user))
                .containsExactly(List.of(1L, 3L));
        assertThat(tenancy.statementAsService(accounts.allowance(user))
                        .block(PATIENCE)
                        .today())
                .isEqualTo(3);
    }

    @Test
    void readsTheClockAfterTheLock() throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = usage");
            connection.setAutoCommit(false);
            statement.execute("select now()"); // now() is the start of the transaction from here on
            statement.execute("select * from reserve_pages('%s', '%s', '%s', 1, 5, interval '1 h')"
                    .formatted(UUID.randomUUID(), user, UUID.randomUUID()));
            ResultSet row =
                    statement.executeQuery("select bool_and(at > now()) from ledger where user_id = '" + user + "'");
            row.next();
            assertThat(row.getBoolean(1)).isTrue();
            connection.rollback();
        }
    }

    @Test
    void oneBrokenUserDoesNotStopTheSweep() throws SQLException {
        String broken = "a-" + user;
        UUID document = UUID.randomUUID();
        reserving(UUID.randomUUID(), broken, 5, OVER).block(PATIENCE);
        reserve(document, 5, OVER);
        rewrite("update accounts set reserved = 0 where user_id = ?", broken); // an expiry would go below 0

        expireDue();

        assertThat(account()).containsExactly(0L, 0L);
        assertThat(numbers("select count(*) from reservations where user_id = ? and state = 'reserved'", broken))
                .containsExactly(List.of(1L));
        rewrite("delete from reservations where user_id = ?", broken);
    }

    @Test
    void sweepPassesUserWhoseLockIsHeld() throws SQLException {
        String locked = "a-" + user;
        reserving(UUID.randomUUID(), locked, 5, OVER).block(PATIENCE);
        reserve(UUID.randomUUID(), 5, OVER);
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = usage");
            connection.setAutoCommit(false);
            statement.execute("select lock_pages_of('" + locked + "')");

            expireReservations.portion(500).block(PATIENCE);

            assertThat(account()).containsExactly(0L, 0L);
            connection.rollback();
        }
        expireDue();
        assertThat(numbers("select reserved from accounts where user_id = ?", locked))
                .containsExactly(List.of(0L));
    }

    private void change(CreditChange change) {
        tenancy.statementAsService(credits.change(change)).block(PATIENCE);
    }

    private String reserve(UUID document, int pages, Duration lifetime) {
        return reserving(document, user, pages, lifetime).block(PATIENCE);
    }

    private void settle(UUID document, ReservationState to, int pages) {
        settling(document, user, to, pages).block(PATIENCE);
    }

    /** Used and reserved pages of the plan. */
    private List<Long> account() throws SQLException {
        return numbers("select used, reserved from accounts where user_id = ?", user)
                .getFirst();
    }

    private void assertCredits(long balance, long reserved, long debt) throws SQLException {
        assertThat(numbers("select balance, reserved, debt from credits where user_id = ?", user))
                .containsExactly(List.of(balance, reserved, debt));
    }
}
