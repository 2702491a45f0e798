package io.ingestio.usage.quota;

import static io.ingestio.contracts.usage.ReservationState.COMMITTED;
import static io.ingestio.contracts.usage.ReservationState.RELEASED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.RunId;
import io.ingestio.contracts.usage.ReservationState;
import io.ingestio.testkit.RealParts;
import io.ingestio.usage.account.Allowance;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The steps of the ledger on a real database, one by one. */
class QuotaLedgerIT extends RunningLedger {

    @Test
    void reservesThenChargesOnce() {
        UUID document = UUID.randomUUID();

        assertThat(reserve(document, 30)).isEqualTo("reserved");
        assertAccount(0, 30);
        assertThat(reserve(document, 30)).isEqualTo("reserved");
        assertAccount(0, 30);
        assertThat(settle(document, COMMITTED, 30)).isEqualTo("committed");
        assertThat(settle(document, COMMITTED, 30)).isEqualTo("committed");
        assertThat(settle(document, RELEASED, 0)).isEqualTo("committed");
        assertThat(reserve(document, 30)).isEqualTo("committed");
        assertAccount(30, 0);
    }

    @Test
    void releasedReservationIsNeverCharged() {
        UUID document = UUID.randomUUID();

        reserve(document, 30);
        assertThat(settle(document, RELEASED, 0)).isEqualTo("released");
        assertThat(settle(document, COMMITTED, 30)).isEqualTo("released");
        assertThat(reserve(document, 30)).isEqualTo("released");
        assertAccount(0, 0);
    }

    @Test
    void refusesUntilEnoughPagesAreLeft() {
        UUID large = UUID.randomUUID();
        UUID late = UUID.randomUUID();

        reserve(large, 90);
        assertThat(reserve(late, 11)).isEqualTo("insufficient");
        assertAccount(0, 90);
        settle(large, RELEASED, 0);
        assertThat(reserve(late, 11)).isEqualTo("reserved");
        assertAccount(0, 11);
    }

    @Test
    void rejectsOtherPageCountUnderSameId() {
        UUID document = UUID.randomUUID();
        reserve(document, 3);

        assertThat(reserve(document, 4)).isEqualTo("mismatch");
        assertAccount(0, 3);
    }

    @Test
    void rejectsReservationOfAnotherUser() {
        UUID document = UUID.randomUUID();
        reserve(document, 3);

        Settlement foreign = new Settlement(RunId.of(document, 1), COMMITTED, "mallory-" + user, document, 1, 3, null);
        assertThat(tenancy.statementAsService(reservations.settle(foreign.userId(), List.of(foreign)))
                        .blockLast(PATIENCE)
                        .result())
                .isEqualTo(Settled.Result.MISMATCH);
        assertAccount(0, 3);
    }

    @Test
    void chargesProcessedButNeverMoreThanReserved() {
        UUID fewer = UUID.randomUUID();
        UUID more = UUID.randomUUID();
        reserve(fewer, 10);
        reserve(more, 10);

        settle(fewer, COMMITTED, 7);
        settle(more, COMMITTED, 99);

        assertAccount(17, 0);
    }

    @Test
    void chargesCommitAfterExpiryAsLate() {
        UUID document = UUID.randomUUID();
        reserve(document, 5, Duration.ofMillis(-1));

        expireDue();
        assertAccount(0, 0);
        Settled settled = settleOnce(document, COMMITTED, 5);

        assertThat(settled).extracting(Settled::result, Settled::late).containsExactly(Settled.Result.COMMITTED, true);
        assertAccount(5, 0);
    }

    @Test
    void reservesAgainAfterExpiry() {
        UUID document = UUID.randomUUID();
        reserve(document, 5, Duration.ofMillis(-1));
        expireDue();

        assertThat(reserve(document, 5)).isEqualTo("reserved");
        assertThat(settleOnce(document, COMMITTED, 5))
                .extracting(Settled::result, Settled::late)
                .containsExactly(Settled.Result.COMMITTED, false);
        assertAccount(5, 0);
    }

    @Test
    void chargesCommitOfUnknownReservation() {
        UUID document = UUID.randomUUID();

        assertThat(settleOnce(document, COMMITTED, 4))
                .extracting(Settled::result, Settled::late)
                .containsExactly(Settled.Result.COMMITTED, true);
        assertThat(settleOnce(document, COMMITTED, 4))
                .extracting(Settled::result, Settled::late)
                .containsExactly(Settled.Result.COMMITTED, false);
        assertThat(settle(UUID.randomUUID(), RELEASED, 0)).isEqualTo("unknown");
        assertAccount(4, 0);
    }

    @Test
    void hidesRowsWithoutUserAndForbidsRewrite() throws SQLException {
        execute("insert into subscriptions (user_id, tier, status) values (?, 'plus', 'active')", user);
        settle(UUID.randomUUID(), COMMITTED, 3);

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

    private String reserve(UUID document, int pages) {
        return reserve(document, pages, DAY);
    }

    private String reserve(UUID document, int pages, Duration lifetime) {
        return reserving(document, user, pages, lifetime).block(PATIENCE);
    }

    private String settle(UUID document, ReservationState to, int pages) {
        return settleOnce(document, to, pages).result().name().toLowerCase(Locale.ROOT);
    }

    private Settled settleOnce(UUID document, ReservationState to, int pages) {
        var settlement = new Settlement(RunId.of(document, 1), to, user, document, 1, pages, null);
        return tenancy.statementAsService(reservations.settle(user, List.of(settlement)))
                .blockLast(PATIENCE);
    }

    private void assertAccount(long used, long reserved) {
        Allowance allowance =
                tenancy.statementAsService(accounts.allowance(user)).block(PATIENCE);
        assertThat(allowance.used()).as("used").isEqualTo(used);
        assertThat(allowance.reserved()).as("reserved").isEqualTo(reserved);
    }
}
