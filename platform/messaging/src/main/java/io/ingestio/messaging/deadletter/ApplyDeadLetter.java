package io.ingestio.messaging.deadletter;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import io.ingestio.messaging.deadletter.DeadLetterTable.Kept;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Has a dead letter applied once more. Order does not matter to consumers, and an event that took effect before is known. */
final class ApplyDeadLetter {

    private final DeadLetterTable table;
    private final Redelivery redelivery;
    private final Tenancy tenancy;
    private final JsonMapper json = new JsonMapper();

    ApplyDeadLetter(DeadLetterTable table, Redelivery redelivery, Tenancy tenancy) {
        this.table = table;
        this.redelivery = redelivery;
        this.tenancy = tenancy;
    }

    /**
     * @throws Problem 404 {@code not_found}; 409 {@code event_not_applied} with the reason, which is kept, too
     */
    Mono<Void> apply(long id) {
        return tenancy.statementAsService(table.find(id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("dead letter")))
                .flatMap(kept -> Mono.fromRunnable(() -> redelivery.deliver(kept.consumer(), record(kept)))
                        .subscribeOn(Schedulers.boundedElastic())
                        .onErrorResume(failure -> failedAgain(id, failure))
                        .then(tenancy.statementAsService(table.delete(List.of(id)))))
                .then();
    }

    private <T> Mono<T> failedAgain(long id, Throwable failure) {
        String reason = DeadLetters.reasonText(failure);
        return tenancy.statementAsService(table.failedAgain(id, Kind.of(failure).wireName(), reason))
                .then(Mono.error(() -> Problem.of(HttpStatus.CONFLICT, ErrorCode.EVENT_NOT_APPLIED, reason)));
    }

    private ConsumerRecord<String, byte[]> record(Kept kept) {
        var record = new ConsumerRecord<>(kept.topic(), kept.partition(), kept.offset(), kept.key(), kept.body());
        Map<String, String> headers = json.readValue(kept.headers(), new TypeReference<>() {});
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
