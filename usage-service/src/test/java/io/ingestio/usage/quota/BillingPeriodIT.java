package io.ingestio.usage.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.usage.ReservationState;
import io.ingestio.testkit.RealParts;
import io.ingestio.usage.account.Allowance;
import io.ingestio.usage.credit.CreditChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Billing periods: where they begin, and what happens to pages when they end. */
class BillingPeriodIT extends RunningLedger {

    private static final String CALENDAR = "2000-01-01T00:00:00Z";

    @Autowired
    CloseBillingPeriods closeBillingPeriods;

    @ParameterizedTest
    @CsvSource({
        // calendar months, and a leap year
        CALENDAR + ", 2026-03-01T00:00:00Z, 2026-03-01T00:00:00Z, 2026-04-01T00:00:00Z",
        CALENDAR + ", 2028-02-29T23:59:59Z, 2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z",
        // an anchor in the middle of a day: the instant before, and the instant itself
        "2026-01-15T13:37:00Z, 2026-02-15T13:36:59Z, 2026-01-15T13:37:00Z, 2026-02-15T13:37:00Z",
        "2026-01-15T13:37:00Z, 2026-02-15T13:37:00Z, 2026-02-15T13:37:00Z, 2026-03-15T13:37:00Z",
        // days that a month lacks: its last day instead, and back to the anchor's day afterwards
        "2026-01-31T08:00:00Z, 2026-02-28T07:59:59Z, 2026-01-31T08:00:00Z, 2026-02-28T08:00:00Z",
        "2026-01-31T08:00:00Z, 2026-03-30T00:00:00Z, 2026-02-28T08:00:00Z, 2026-03-31T08:00:00Z",
        "2026-01-31T08:00:00Z, 2026-05-01T00:00:00Z, 2026-04-30T08:00:00Z, 2026-05-31T08:00:00Z",
        "2026-01-30T00:00:00Z, 2026-03-01T00:00:00Z, 2026-02-28T00:00:00Z, 2026-03-30T00:00:00Z",
        "2024-02-29T00:00:00Z, 2025-02-28T12:00:00Z, 2025-02-28T00:00:00Z, 2025-03-29T00:00:00Z",
        "2027-10-29T00:00:00Z, 2028-02-29T00:00:00Z, 2028-02-29T00:00:00Z, 2028-03-29T00:00:00Z",
        // an anchor that is still to come: the end of a trial
        "2026-05-31T00:00:00Z, 2026-05-20T00:00:00Z, 2026-04-30T00:00:00Z, 2026-05-31T00:00:00Z",
        // hours that a clock in New York or Berlin skips or shows twice
        "2026-01-08T07:30:00Z, 2026-03-08T07:29:59Z, 2026-02-08T07:30:00Z, 2026-03-08T07:30:00Z",
        "2026-01-25T01:30:00Z, 2026-10-25T01:30:00Z, 2026-10-25T01:30:00Z, 2026-11-25T01:30:00Z",
    })
    void beginsOnTheAnchorsDayOfEveryMonth(String anchor, String at, String starts, String ends) throws SQLException {
        for (String zone : List.of("UTC", "America/New_York", "Europe/Berlin", "Pacific/Kiritimati")) {
            assertThat(period(anchor, at, zone))
                    .as("in a session of %s", zone)
                    .containsExactly(Instant.parse(starts), Instant.parse(ends));
        }
    }

    @Test
    void coversEveryInstantExactlyOnce() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            Instant anchor = Instant.parse(CALENDAR).plusSeconds(random.nextLong(40L * 365 * 86_400));
            Instant at = Instant.parse(CALENDAR).plusSeconds(random.nextLong(40L * 365 * 86_400));
            List<Instant> period = period(anchor.toString(), at.toString(), "UTC");
            assertThat(at)
                    .as("seed %d", seed)
                    .isBetween(period.getFirst(), period.getLast().minusNanos(1_000));
            assertThat(period(anchor.toString(), period.getLast().toString(), "UTC")
                            .getFirst())
                    .isEqualTo(period.getLast());
            int day = LocalDateTime.ofInstant(anchor, ZoneOffset.UTC).getDayOfMonth();
            LocalDateTime start = LocalDateTime.ofInstant(period.getFirst(), ZoneOffset.UTC);
            assertThat(start.getDayOfMonth())
                    .isEqualTo(Math.min(day, start.toLocalDate().lengthOfMonth()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 29, 30, 31})
    void newPeriodNeedsNoSweep(int day) throws SQLException {
        execute(
                "insert into subscriptions (user_id, tier, status, period_anchor) values (?, 'plus', 'active', '2020-01-"
                        + "%02d".formatted(day) + "T10:00:00Z')",
                user);
        UUID open = UUID.randomUUID();
        reserving(open, user, 40, DAY).block(PATIENCE);
        UUID charged = UUID.randomUUID();
        reserving(charged, user, 30, DAY).block(PATIENCE);
        settling(charged, user, ReservationState.COMMITTED, 30).block(PATIENCE);

        monthsPass(5);

        Allowance allowance = allowance();
        assertThat(allowance.used()).isZero();
        assertThat(allowance.left()).isEqualTo(1_000);
        assertThat(reserving(UUID.randomUUID(), user, 1_000, DAY).block(PATIENCE))
                .isEqualTo("reserved");
        // What was reserved then is charged then.
        settling(open, user, ReservationState.COMMITTED, 40).block(PATIENCE);
        assertThat(allowance().used()).isZero();
        assertThat(numbers("select used, reserved from accounts where user_id = ? order by period", user))
                .containsExactly(List.of(70L, 0L), List.of(0L, 1_000L));
    }

    @Test
    void closesPeriodOnceNothingIsReserved() throws SQLException {
        execute("insert into subscriptions (user_id, tier, status) values (?, 'plus', 'active')", user);
        UUID open = UUID.randomUUID();
        reserving(open, user, 40, DAY).block(PATIENCE);
        monthsPass(2);
        reserving(UUID.randomUUID(), user, 1, DAY).block(PATIENCE);

        sweep();
        assertThat(closed()).containsExactly(0L, 0L);
        settling(open, user, ReservationState.RELEASED, 0).block(PATIENCE);
        sweep();
        assertThat(closed()).containsExactly(1L, 0L);
    }

    @Test
    void reservesInCurrentPeriodAfterExpiry() throws SQLException {
        UUID document = UUID.randomUUID();
        reserving(document, user, 5, Duration.ofMillis(-1)).block(PATIENCE);
        expireDue();
        monthsPass(1);

        reserving(document, user, 5, DAY).block(PATIENCE);
        settling(document, user, ReservationState.COMMITTED, 5).block(PATIENCE);

        assertThat(allowance().used()).isEqualTo(5);
        assertThat(numbers(
                        "select sum(used_change), sum(reserved_change) from ledger where user_id = ? group by period order by period",
                        user))
                .containsExactly(List.of(0L, 0L), List.of(5L, 0L));
    }

    @Test
    void enforcesDailyLimitButNotOnCredits() throws SQLException {
        execute(
                "insert into tiers (name, position, may_batch, pages_per_period, pages_per_day, documents_per_batch,"
                        + " concurrent_documents, max_file_bytes) select ?, max(position) + 1, true, 100, 10, 5, 1, 1 from tiers",
                user);
        try {
            execute(
                    "insert into subscriptions (user_id, tier, status) select name, name, 'active' from tiers where name = ?",
                    user);
            UUID first = UUID.randomUUID();

            assertThat(reserve(first, 8)).isEqualTo("reserved");
            assertThat(reserve(UUID.randomUUID(), 3)).isEqualTo("insufficient");
            assertThat(allowance().limitedByDay()).isTrue();
            settling(first, user, ReservationState.RELEASED, 0).block(PATIENCE);
            assertThat(reserve(UUID.randomUUID(), 10)).isEqualTo("reserved");
            assertThat(allowance().left()).isZero();
            tenancy.statementAsService(credits.change(CreditChange.purchase(user, 3, "p", null, null)))
                    .block(PATIENCE);
            assertThat(reserve(UUID.randomUUID(), 3)).isEqualTo("reserved");
            execute("update accounts set day = day - 1 where user_id = ?", user);
            assertThat(allowance().left()).isEqualTo(10);
        } finally {
            execute("delete from subscriptions where user_id = ?", user);
            execute("delete from tiers where name = ?", user);
        }
    }

    private String reserve(UUID document, int pages) {
        return reserving(document, user, pages, DAY).block(PATIENCE);
    }

    /** As if all that happened to the user so far had happened this many months ago. */
    private void monthsPass(int months) throws SQLException {
        for (String table : List.of("accounts", "reservations", "ledger")) {
            rewrite(
                    "update " + table
                            + " set period = (billing_period(coalesce((select period_anchor from subscriptions s"
                            + " where s.user_id = " + table + ".user_id), '" + CALENDAR + "'), period - interval '"
                            + (months * 31 - 15)
                            + " days')).starts where user_id = ?",
                    user);
        }
    }

    private void sweep() {
        closeBillingPeriods.portion(500).block(PATIENCE);
    }

    private List<Long> closed() throws SQLException {
        return numbers("select (closed_at is not null)::int from accounts where user_id = ? order by period", user)
                .stream()
                .map(List::getFirst)
                .toList();
    }

    private Allowance allowance() {
        return tenancy.statementAsService(accounts.allowance(user)).block(PATIENCE);
    }

    private static List<Instant> period(String anchor, String at, String sessionZone) throws SQLException {
        try (Connection connection = RealParts.postgres().as("usage_service").getConnection()) {
            connection.createStatement().execute("set timezone = '" + sessionZone + "'");
            try (PreparedStatement asked = connection.prepareStatement(
                    "select starts, ends from usage.billing_period(?::timestamptz, ?::timestamptz)")) {
                asked.setString(1, anchor);
                asked.setString(2, at);
                ResultSet found = asked.executeQuery();
                found.next();
                return List.of(
                        found.getObject(1, OffsetDateTime.class).toInstant(),
                        found.getObject(2, OffsetDateTime.class).toInstant());
            }
        }
    }
}
