package io.ingestio.extraction.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.extraction.SampleJobs;
import io.ingestio.models.ModelFailure;
import io.ingestio.models.ModelFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelGateTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(SampleJobs.NOW);
    private final InstantSource source = now::get;
    private final CircuitBreakerRegistry circuits = CircuitBreakerRegistry.of(config());
    private final CircuitBreaker circuit = circuits.circuitBreaker("model");
    private final ModelGate gate = new ModelGate(circuits, source.withZone(ZoneOffset.UTC));

    @Test
    void availableModelHasRoomForAllSlots() {
        assertThat(gate.capacity(64, 0)).isEqualTo(64);
    }

    @Test
    void openCircuitAdmitsNone() {
        circuit.transitionToOpenState();
        assertThat(gate.capacity(64, 0)).isZero();
    }

    @Test
    void halfOpenCircuitAdmitsItsProbes() {
        circuit.transitionToOpenState();
        circuit.transitionToHalfOpenState();
        assertThat(gate.capacity(64, 0)).isEqualTo(3);
        assertThat(gate.capacity(64, 2)).isEqualTo(1);
        assertThat(gate.capacity(64, 5)).isZero();
        assertThat(gate.capacity(1, 0)).isEqualTo(1);
    }

    @Test
    void throttlingClosesUntilRetryAfter() {
        gate.observe(failure(Kind.THROTTLED, Duration.ofSeconds(30)));
        gate.observe(failure(Kind.THROTTLED, Duration.ofSeconds(5)));
        after(Duration.ofSeconds(29));
        assertThat(gate.capacity(64, 0)).isZero();
        after(Duration.ofSeconds(30));
        assertThat(gate.capacity(64, 0)).isEqualTo(64);
    }

    @Test
    void longRetryAfterClosesForFiveMinutesAtMost() {
        gate.observe(failure(Kind.THROTTLED, Duration.ofDays(11)));
        after(Duration.ofSeconds(299));
        assertThat(gate.capacity(64, 0)).isZero();
        after(Duration.ofSeconds(300));
        assertThat(gate.capacity(64, 0)).isEqualTo(64);
    }

    @Test
    void isAvailableOnlyAfterAnAnswer() {
        assertThat(gate.isAvailable()).isFalse();
        gate.answered();
        assertThat(gate.isAvailable()).isTrue();
        gate.observe(failure(Kind.ACCOUNT, null));
        after(Duration.ofMinutes(2));
        assertThat(gate.isAvailable()).isFalse();
        gate.answered();
        circuit.transitionToOpenState();
        circuit.transitionToHalfOpenState();
        assertThat(gate.isAvailable()).isFalse();
    }

    @Test
    void throttlingWithoutRetryAfterClosesBriefly() {
        gate.observe(failure(Kind.THROTTLED, null));
        assertThat(gate.capacity(64, 0)).isZero();
        after(Duration.ofSeconds(1));
        assertThat(gate.capacity(64, 0)).isEqualTo(64);
    }

    @Test
    void blockedAccountClosesForAMinute() {
        gate.observe(failure(Kind.ACCOUNT, null));
        after(Duration.ofSeconds(59));
        assertThat(gate.capacity(64, 0)).isZero();
        after(Duration.ofSeconds(60));
        assertThat(gate.capacity(64, 0)).isEqualTo(64);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"THROTTLED", "ACCOUNT"})
    void otherFailuresLeaveItOpen(Kind kind) {
        gate.observe(failure(kind, null));
        gate.observe(new IllegalStateException());
        assertThat(gate.capacity(64, 0)).isEqualTo(64);
    }

    @Test
    void slowSuccessesKeepTheCircuitClosed() {
        for (int i = 0; i < 20; i++) {
            circuit.onSuccess(119, TimeUnit.SECONDS);
        }
        assertThat(circuit.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void silentProviderOpensTheCircuit() {
        for (int i = 0; i < 10; i++) {
            circuit.onError(120, TimeUnit.SECONDS, failure(Kind.TIMEOUT, null));
        }
        assertThat(circuit.getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    private void after(Duration time) {
        now.set(SampleJobs.NOW.plus(time));
    }

    private static CircuitBreakerConfig config() {
        CircuitBreakerConfig.Builder builder = CircuitBreakerConfig.custom();
        ExtractWiring.modelCircuit().customize(builder);
        return builder.build();
    }

    private static ModelFailure failure(Kind kind, @Nullable Duration retryAfter) {
        return new ModelFailure(kind, ErrorCode.MODEL_THROTTLED, "It failed.", retryAfter, null);
    }
}
