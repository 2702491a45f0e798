package io.ingestio.orchestrator.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.orchestrator.webhook.delivery.Outcome.Delivered;
import io.ingestio.orchestrator.webhook.delivery.Outcome.Failed;
import io.ingestio.orchestrator.webhook.delivery.RetryPolicy.Health;
import io.ingestio.orchestrator.webhook.delivery.RetryPolicy.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Failed FAILED = new Failed(500, ErrorCode.WEBHOOK_STATUS, Duration.ZERO);

    private final RetryPolicy policy = new RetryPolicy(List.of(FIVE_SECONDS, MINUTE), DAY, 5, () -> 0);

    @Test
    void waitsAsPlannedThenFails() {
        assertThat(policy.after(attempt(1), FAILED)).isEqualTo(new Next.Retried(FIVE_SECONDS));
        assertThat(policy.after(attempt(2), FAILED)).isEqualTo(new Next.Retried(MINUTE));
        assertThat(policy.after(attempt(3), FAILED)).isEqualTo(new Next.Ended(false));
        assertThat(policy.after(attempt(3), new Delivered(204))).isEqualTo(new Next.Ended(true));
    }

    @Test
    void jitterOnlyLengthensTheWait() {
        var jittered = new RetryPolicy(List.of(FIVE_SECONDS), DAY, 5, () -> 0.5);

        assertThat(jittered.after(attempt(1), FAILED)).isEqualTo(new Next.Retried(Duration.ofMillis(5_500)));
    }

    @Test
    void obeysRetryAfterUpToADay() {
        assertThat(policy.after(attempt(1), asking(Duration.ofSeconds(90))))
                .isEqualTo(new Next.Retried(Duration.ofSeconds(90)));
        assertThat(policy.after(attempt(2), asking(FIVE_SECONDS))).isEqualTo(new Next.Retried(MINUTE));
        assertThat(policy.after(attempt(1), asking(Duration.ofDays(900)))).isEqualTo(new Next.Retried(DAY));
    }

    @Test
    void goneEndsAtOnceAndDisables() {
        Outcome gone = Outcome.of(410, Duration.ZERO);

        assertThat(policy.after(attempt(1), gone)).isEqualTo(new Next.Ended(false));
        assertThat(policy.disabling(gone, new Health(1, Duration.ZERO), DAY)).hasValue(ErrorCode.WEBHOOK_GONE);
    }

    @Test
    void disablesWhatFailsOftenAndLong() {
        assertThat(policy.disabling(FAILED, new Health(5, DAY), Duration.ZERO)).hasValue(ErrorCode.WEBHOOK_FAILING);
        assertThat(policy.disabling(FAILED, new Health(4, DAY), Duration.ZERO)).isEmpty();
        assertThat(policy.disabling(FAILED, new Health(500, DAY.minusSeconds(1)), Duration.ZERO))
                .isEmpty();
        assertThat(policy.disabling(new Delivered(200), new Health(0, Duration.ZERO), Duration.ZERO))
                .isEmpty();
    }

    /** The fault may be here: a network that lets nothing out must not disable the endpoints of all users. */
    @Test
    void disablesNoneWhileNoReceiverAnswers() {
        assertThat(policy.disabling(FAILED, new Health(500, DAY.plusDays(3)), DAY))
                .isEmpty();
    }

    @Test
    void onlyTwoHundredsAreDelivered() {
        assertThat(Outcome.of(200, Duration.ZERO)).isInstanceOf(Delivered.class);
        assertThat(Outcome.of(299, Duration.ZERO)).isInstanceOf(Delivered.class);
        for (int status : new int[] {100, 199, 300, 301, 304, 404, 429, 500}) {
            assertThat(Outcome.of(status, Duration.ZERO)).isInstanceOf(Failed.class);
        }
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        assertThat(RetryAfter.parse("120", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Thu, 01 Jan 2026 00:03:00 GMT", NOW)).isEqualTo(Duration.ofMinutes(3));
        for (String useless :
                new String[] {null, "", "-5", "soon", "99999999999999", "Thu, 01 Jan 2025 00:00:00 GMT"}) {
            assertThat(RetryAfter.parse(useless, NOW))
                    .as(String.valueOf(useless))
                    .isZero();
        }
    }

    /** An endpoint at its share, and a user at hers, leave room for others. */
    @Test
    void slotsAreShared() {
        var slots = new Slots(10, 3, 2);
        Delivery first = attempt(1);
        slots.occupy(first);
        slots.occupy(first);

        assertThat(slots.free()).isEqualTo(8);
        assertThat(slots.fullEndpoints()).containsExactly(first.endpointId());
        assertThat(slots.shares()).containsExactly(new Slots.Share("alice", 2));

        slots.release(first);
        slots.release(first);
        assertThat(slots.fullEndpoints()).isEmpty();
        assertThat(slots.shares()).isEmpty();
        assertThat(slots.free()).isEqualTo(10);
    }

    private static Failed asking(Duration wait) {
        return new Failed(503, ErrorCode.WEBHOOK_STATUS, wait);
    }

    private static Delivery attempt(int number) {
        return new Delivery(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "alice",
                UUID.randomUUID(),
                "{}",
                number,
                number,
                "",
                true,
                "",
                null);
    }
}
