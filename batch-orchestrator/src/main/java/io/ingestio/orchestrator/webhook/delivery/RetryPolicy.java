package io.ingestio.orchestrator.webhook.delivery;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.orchestrator.webhook.delivery.Outcome.Delivered;
import io.ingestio.orchestrator.webhook.delivery.Outcome.Failed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Decides what follows from an attempt. Pure.
 *
 * @param waits           after the first, second, … failed attempt; after the last one the delivery has failed
 * @param disableAfter    how long all attempts of an endpoint must have failed before it is disabled
 * @param disableFailures how many in a row must have failed before it is disabled
 * @param random          uniform in [0, 1)
 */
record RetryPolicy(List<Duration> waits, Duration disableAfter, int disableFailures, DoubleSupplier random) {

    /** Largest random addition to a wait, as a share of it: what failed together does not return together. */
    private static final double JITTER = 0.2;

    /** More than an endpoint can ask for: a delivery has an end. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    /** What becomes of the delivery. */
    sealed interface Next {
        record Ended(boolean delivered) implements Next {}

        record Retried(Duration delay) implements Next {}
    }

    Next after(Delivery delivery, Outcome outcome) {
        return switch (outcome) {
            case Delivered delivered -> new Next.Ended(true);
            case Failed failed
            when isFinal(failed.code()) || delivery.attempt() > waits.size() -> new Next.Ended(false);
            case Failed failed -> new Next.Retried(wait(delivery.attempt(), failed.retryAfter()));
        };
    }

    private static boolean isFinal(ErrorCode code) {
        return code == ErrorCode.WEBHOOK_GONE || code == ErrorCode.WEBHOOK_DISABLED;
    }

    private Duration wait(int attempt, Duration retryAfter) {
        Duration asked = retryAfter.compareTo(LONGEST_WAIT) < 0 ? retryAfter : LONGEST_WAIT;
        Duration planned = waits.get(attempt - 1);
        Duration least = asked.compareTo(planned) > 0 ? asked : planned;
        return least.plusMillis((long) (least.toMillis() * JITTER * random.getAsDouble()));
    }

    /** How an endpoint fares: attempts that failed in a row, and for how long. */
    record Health(int failures, Duration failingFor) {}

    /**
     * Why the endpoint is to be disabled; empty if it is not. While no receiver at all answers, the fault may be here, such as a network
     * that lets nothing out: then none is disabled.
     *
     * @param silence since the last answer of any receiver
     */
    Optional<ErrorCode> disabling(Outcome outcome, Health health, Duration silence) {
        if (!(outcome instanceof Failed failed) || failed.code() == ErrorCode.WEBHOOK_DISABLED) {
            return Optional.empty();
        }
        if (failed.code() == ErrorCode.WEBHOOK_GONE) {
            return Optional.of(ErrorCode.WEBHOOK_GONE);
        }
        return health.failures() >= disableFailures
                        && health.failingFor().compareTo(disableAfter) >= 0
                        && silence.compareTo(disableAfter) < 0
                ? Optional.of(ErrorCode.WEBHOOK_FAILING)
                : Optional.empty();
    }
}
