package io.ingestio.extraction.extract;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.ingestio.models.ModelFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/**
 * How many jobs the model has room for. While it is unavailable or has asked to wait, none is claimed, so that nothing is reserved,
 * fetched or parsed for a call that cannot be made; while the circuit is half open, as many as it probes with.
 */
@Component
class ModelGate {

    static final int PROBES = 3;
    private static final Duration WITHOUT_RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration BLOCKED_ACCOUNT = Duration.ofMinutes(1);

    /** The gate opens for a probe at the latest after this time, whatever the provider asks: one answer must not stop all. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final CircuitBreaker circuit;
    private final Clock clock;
    private final AtomicReference<Instant> closedUntil = new AtomicReference<>(Instant.EPOCH);
    private volatile boolean answeredLast;

    ModelGate(CircuitBreakerRegistry circuits, Clock clock) {
        this.circuit = circuits.circuitBreaker("model");
        this.clock = clock;
    }

    /** @return how many of the free slots may be filled now */
    int capacity(int free, int running) {
        if (clock.instant().isBefore(closedUntil.get())) {
            return 0;
        }
        return switch (circuit.getState()) {
            case OPEN, FORCED_OPEN -> 0;
            case HALF_OPEN -> Math.max(0, Math.min(free, PROBES - running));
            case CLOSED, DISABLED, METRICS_ONLY -> free;
        };
    }

    /** Whether the last call was answered and the circuit is closed. False before the first answer. */
    boolean isAvailable() {
        return answeredLast && circuit.getState() == CircuitBreaker.State.CLOSED && capacity(1, 0) > 0;
    }

    void answered() {
        answeredLast = true;
    }

    /** Closes the gate for as long as the provider asks, or until an operator may have acted on its account. */
    void observe(Throwable failure) {
        if (failure instanceof ModelFailure model) {
            answeredLast &= model.kind() == ModelFailure.Kind.BAD_OUTPUT || model.kind() == ModelFailure.Kind.DOCUMENT;
            switch (model.kind()) {
                case THROTTLED -> closeFor(retryAfter(model, WITHOUT_RETRY_AFTER));
                case ACCOUNT -> closeFor(retryAfter(model, BLOCKED_ACCOUNT));
                case UNAVAILABLE, TIMEOUT, BAD_OUTPUT, DOCUMENT -> {
                    // The circuit decides, or the document alone is the reason.
                }
            }
        }
    }

    private void closeFor(Duration wait) {
        Instant until = clock.instant().plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
        closedUntil.accumulateAndGet(until, (a, b) -> a.isAfter(b) ? a : b);
    }

    private static Duration retryAfter(ModelFailure failure, Duration otherwise) {
        Duration asked = failure.retryAfter();
        return asked == null ? otherwise : asked;
    }
}
