package io.ingestio.messaging.deadletter;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import io.ingestio.messaging.deadletter.DeadLetterActTable.Act;
import io.ingestio.messaging.deadletter.DeadLetterActTable.By;
import io.ingestio.messaging.deadletter.DeadLetterTable.Kept;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has dead letters applied once more, or gives them up; each act is recorded before it is tried, with who did it and why. Order does not
 * matter to consumers, and an event that took effect before is known.
 */
final class ActOnDeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(ActOnDeadLetters.class);

    private final DeadLetterTable table;
    private final DeadLetterActTable acts;
    private final Redelivery redelivery;
    private final Tenancy tenancy;
    private final JsonMapper json = new JsonMapper();

    ActOnDeadLetters(DeadLetterTable table, DeadLetterActTable acts, Redelivery redelivery, Tenancy tenancy) {
        this.table = table;
        this.acts = acts;
        this.redelivery = redelivery;
        this.tenancy = tenancy;
    }

    /**
     * Which ones, the oldest first.
     *
     * @param kind null for any
     * @param type of the event; null for any
     */
    record Selection(@Nullable String kind, @Nullable String type, int limit) {}

    /** How many were applied or given up, and how many could not be. */
    record Tally(int done, int failed) {

        static Tally of(List<Boolean> outcomes) {
            int done = (int) outcomes.stream().filter(outcome -> outcome).count();
            return new Tally(done, outcomes.size() - done);
        }
    }

    /**
     * @throws Problem 404 {@code not_found}; 409 {@code event_not_applied} with the reason, which is kept, too
     */
    Mono<Void> apply(long id, By by) {
        return found(id).flatMap(letter -> acted(Act.APPLY, letter, by, redeliver(letter)));
    }

    /**
     * @throws Problem 404 {@code not_found}
     */
    Mono<Void> delete(long id, By by) {
        return found(id).flatMap(letter -> acted(Act.DELETE, letter, by, Mono.empty()));
    }

    Mono<Tally> applyAll(Selection selection, By by) {
        return each(selection, id -> apply(id, by));
    }

    Mono<Tally> deleteAll(Selection selection, By by) {
        return each(selection, id -> delete(id, by));
    }

    private Mono<Tally> each(Selection selection, Function<Long, Mono<Void>> act) {
        return tenancy.statementAsService(table.oldest(selection.kind(), selection.type(), selection.limit()))
                .flatMapMany(Flux::fromIterable)
                .concatMap(id -> act.apply(id).thenReturn(true).onErrorReturn(Problem.class, false))
                .collectList()
                .map(Tally::of);
    }

    private Mono<Kept> found(long id) {
        return tenancy.statementAsService(table.find(id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("dead letter")));
    }

    /** What was tried with success is no dead letter any more. */
    private Mono<Void> acted(Act act, Kept letter, By by, Mono<Void> tried) {
        return tenancy.statementAsService(acts.begin(act, letter, by))
                .doOnNext(recorded ->
                        LOG.warn("act on dead letter id={} act={} by={}", letter.id(), act.wireName(), by.actor()))
                .flatMap(recorded -> tried.onErrorResume(failure -> failedAgain(recorded, letter, failure))
                        .then(tenancy.asService(
                                table.delete(List.of(letter.id())).then(acts.end(recorded, true)))));
    }

    private Mono<Void> redeliver(Kept letter) {
        return Mono.<Void>fromRunnable(() -> redelivery.deliver(letter.consumer(), record(letter)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Void> failedAgain(long act, Kept letter, Throwable failure) {
        String reason = DeadLetters.reasonText(failure);
        return tenancy.asService(table.failedAgain(letter.id(), Kind.of(failure).wireName(), reason)
                        .then(acts.end(act, false)))
                .then(Mono.error(() -> Problem.of(HttpStatus.CONFLICT, ErrorCode.EVENT_NOT_APPLIED, reason)));
    }

    private ConsumerRecord<String, byte[]> record(Kept kept) {
        var record = new ConsumerRecord<>(kept.topic(), kept.partition(), kept.offset(), kept.key(), kept.body());
        Map<String, String> headers = json.readValue(kept.headers(), new TypeReference<>() {});
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
