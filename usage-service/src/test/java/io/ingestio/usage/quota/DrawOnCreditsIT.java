package io.ingestio.usage.quota;

import static io.ingestio.contracts.usage.ReservationState.COMMITTED;
import static io.ingestio.contracts.usage.ReservationState.RELEASED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.usage.ReservationState;
import io.ingestio.testkit.RealParts;
import io.ingestio.usage.account.Allowance;
import io.ingestio.usage.credit.CreditChange;
import io.ingestio.usage.credit.CreditChange.Kind;
import io.ingestio.usage.credit.CreditTable.Result;
import io.ingestio.usage.credit.CreditTable.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Credits beside the 100 pages of the plan starter. */
class DrawOnCreditsIT extends RunningLedger {

    @Test
    void usesPlanThenCreditsForOneDocument() throws SQLException {
        buy(20, "payment 1");
        reserve(UUID.randomUUID(), 95);
        UUID both = UUID.randomUUID();

        assertThat(reserve(both, 12)).isEqualTo("reserved");
        assertPages(0, 100, 20, 7);
        assertThat(settle(both, COMMITTED, 12)).isEqualTo("committed");

        assertPages(5, 95, 13, 0);
        assertThat(numbers(
                        "select pages, balance_after from credit_transactions where user_id = ? and kind = 'usage'",
                        user))
                .containsExactly(List.of(-7L, 13L));
    }

    @Test
    void chargesPlanFirstWhenFewerProcessed() {
        buy(20, "payment 1");
        UUID document = UUID.randomUUID();
        reserve(document, 110);

        settle(document, COMMITTED, 103);

        assertPages(100, 0, 17, 0);
    }

    @Test
    void returnsPlanAndCreditsOnReleaseAndExpiry() {
        buy(20, "payment 1");
        UUID failed = UUID.randomUUID();
        UUID forgotten = UUID.randomUUID();

        reserve(failed, 110);
        settle(failed, RELEASED, 0);
        assertPages(0, 0, 20, 0);
        reserving(forgotten, user, 110, Duration.ofMillis(-1)).block(PATIENCE);
        assertPages(0, 100, 20, 10);
        expireDue();
        assertPages(0, 0, 20, 0);
    }

    @Test
    void refusesMoreThanPlanAndCredits() {
        buy(20, "payment 1");

        assertThat(reserve(UUID.randomUUID(), 121)).isEqualTo("insufficient");
        assertThat(reserve(UUID.randomUUID(), 120)).isEqualTo("reserved");
        assertThat(reserve(UUID.randomUUID(), 1)).isEqualTo("insufficient");
    }

    @Test
    void reservesAfterTopUp() {
        UUID document = UUID.randomUUID();
        reserve(UUID.randomUUID(), 100);
        assertThat(reserve(document, 3)).isEqualTo("insufficient");
        assertPages(0, 100, 0, 0);

        buy(3, "payment 1");

        assertThat(reserve(document, 3)).isEqualTo("reserved");
    }

    @Test
    void lateChargeUsesPlanThenCreditsThenOverdraws() {
        buy(4, "payment 1");
        UUID late = UUID.randomUUID();
        reserving(late, user, 10, Duration.ofMillis(-1)).block(PATIENCE);
        expireDue();
        reserve(UUID.randomUUID(), 97);

        settle(late, COMMITTED, 10);

        // 3 pages were left of the plan and 4 on credit: the last 3 of the 10 pass the limit, and are flagged.
        assertPages(6, 97, 0, 0);
    }

    @Test
    void countsTheSamePaymentOnce() {
        assertThat(buy(20, "payment 1").state()).isEqualTo(State.CHANGED);
        assertThat(buy(20, "payment 1").state()).isEqualTo(State.KNOWN);
        assertPages(0, 0, 20, 0);
    }

    @Test
    void refundRemovesUnusedAndRecordsShortfall() throws SQLException {
        buy(20, "payment 1");
        UUID document = UUID.randomUUID();
        reserve(document, 108);
        settle(document, COMMITTED, 108);
        reserve(UUID.randomUUID(), 5);

        Result refund = change(CreditChange.refund(user, 20, "refund 1", 900L, "usd"));

        assertThat(refund).isEqualTo(new Result(State.CHANGED, 5, -7));
        assertPages(100, 0, 5, 5);
        assertThat(numbers(
                        "select pages, shortfall from credit_transactions where user_id = ? and kind = 'refund'", user))
                .containsExactly(List.of(-7L, 13L));
        assertThat(change(CreditChange.refund(user, 20, "refund 2", null, null)).pages())
                .isZero();
    }

    @Test
    void rejectsRemovingMoreThanTheBalance() {
        buy(20, "payment 1");

        var tooMuch = new CreditChange(user, Kind.ADJUSTMENT, -21, "slip 1", false, null, null, "root", "a mistake");
        assertThat(change(tooMuch)).isEqualTo(new Result(State.INSUFFICIENT, 20, 0));
        var bonus = new CreditChange(user, Kind.BONUS, 5, "slip 2", false, null, null, "root", "for the trouble");
        assertThat(change(bonus).balance()).isEqualTo(25);
    }

    @Test
    void entriesAreAppendOnly() throws SQLException {
        buy(20, "payment 1");
        reserve(UUID.randomUUID(), 3);

        for (String table : List.of("ledger", "credit_transactions")) {
            for (String rewriting : List.of(
                    "update usage." + table + " set user_id = 'x'",
                    "delete from usage." + table,
                    "truncate usage." + table)) {
                try (Connection anybody = RealParts.postgres().asSuperuser().getConnection()) {
                    assertThatThrownBy(() -> anybody.createStatement().execute(rewriting))
                            .as(rewriting)
                            .hasMessageContaining("append-only");
                }
            }
        }
    }

    private Result buy(long pages, String payment) {
        return change(CreditChange.purchase(user, pages, payment, 900L, "usd"));
    }

    private Result change(CreditChange change) {
        return tenancy.statementAsService(credits.change(change)).block(PATIENCE);
    }

    private String reserve(UUID document, int pages) {
        return reserving(document, user, pages, DAY).block(PATIENCE);
    }

    private String settle(UUID document, ReservationState to, int pages) {
        return settling(document, user, to, pages).block(PATIENCE);
    }

    private void assertPages(long used, long reserved, long balance, long creditsReserved) {
        Allowance allowance =
                tenancy.statementAsService(accounts.allowance(user)).block(PATIENCE);
        assertThat(List.of(
                        allowance.used(),
                        allowance.reserved(),
                        allowance.credits().balance(),
                        allowance.credits().reserved()))
                .as("used, reserved, balance, reserved of it")
                .containsExactly(used, reserved, balance, creditsReserved);
    }
}
