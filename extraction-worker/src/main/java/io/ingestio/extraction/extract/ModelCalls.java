package io.ingestio.extraction.extract;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.ingestio.database.Tenancy;
import io.ingestio.extraction.job.Job;
import io.ingestio.jsonschema.BoundedJson;
import io.ingestio.models.ModelFailure;
import io.ingestio.models.ModelReply;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Calls the model effectively once for each step of a job: the call is recorded before it is made, and the raw reply is stored
 * before it is parsed, so that an attempt after a crash finds the reply. A crash between the provider's answer and the store calls
 * again; that cannot be avoided, costs the user nothing, and is counted by {@code ingestio.model.calls.repeated}.
 */
@Component
class ModelCalls {

    enum Step {
        CLASSIFY,
        EXTRACT
    }

    private final ModelCallTable table;
    private final Tenancy tenancy;
    private final CircuitBreaker circuit;
    private final ModelGate gate;
    private final MeterRegistry meters;

    ModelCalls(
            ModelCallTable table,
            Tenancy tenancy,
            CircuitBreakerRegistry circuits,
            ModelGate gate,
            MeterRegistry meters) {
        this.table = table;
        this.tenancy = tenancy;
        this.circuit = circuits.circuitBreaker("model");
        this.gate = gate;
        this.meters = meters;
    }

    /** The reply of this step: the stored one if there is one, else a new one from the call. */
    Mono<ModelReply> once(Job job, Step step, Mono<ModelReply> call) {
        return tenancy.statementAsService(table.begin(job, step))
                .flatMap(calls -> {
                    if (calls > 1) {
                        meters.counter("ingestio.model.calls.repeated").increment();
                    }
                    return timed(step, call.transformDeferred(CircuitBreakerOperator.of(circuit)))
                            .doOnError(gate::observe)
                            .doOnNext(reply -> gate.answered())
                            .doOnNext(ModelCalls::requireStorable)
                            .flatMap(reply -> tenancy.statementAsService(table.received(job, step, reply))
                                    .switchIfEmpty(Mono.error(() -> new LeaseLost(job.id())))
                                    .thenReturn(reply));
                })
                .switchIfEmpty(Mono.defer(() -> tenancy.statementAsService(table.reply(job.id(), step))))
                .switchIfEmpty(Mono.error(() -> new LeaseLost(job.id())));
    }

    private static void requireStorable(ModelReply reply) {
        if (reply.text().length() > BoundedJson.MAX_CHARACTERS) {
            throw new UnusableReply("the reply is too long");
        }
        if (reply.text().indexOf('\0') >= 0) {
            throw new UnusableReply("the reply contains the character NUL");
        }
    }

    /** Removes an unusable reply, so that the next attempt calls again. */
    Mono<Void> forget(Job job, Step step) {
        return tenancy.statementAsService(table.forget(job, step));
    }

    /** Whether a failure counts for the circuit: it speaks of the provider, not of this document. */
    static boolean providerFailed(Throwable failure) {
        return failure instanceof ModelFailure model
                && switch (model.kind()) {
                    case UNAVAILABLE, TIMEOUT -> true;
                    case THROTTLED, BAD_OUTPUT, ACCOUNT, DOCUMENT -> false;
                };
    }

    private Mono<ModelReply> timed(Step step, Mono<ModelReply> call) {
        return Mono.defer(() -> {
            Timer.Sample sample = Timer.start(meters);
            return call.doOnTerminate(
                    () -> sample.stop(meters.timer("ingestio.model.call", "step", ModelCallTable.wireName(step))));
        });
    }
}
