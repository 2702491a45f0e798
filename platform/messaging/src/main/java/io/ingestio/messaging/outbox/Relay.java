package io.ingestio.messaging.outbox;

import io.ingestio.contracts.Topic;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.event.CloudEventHeaders;
import io.ingestio.messaging.outbox.OutboxTable.Unsent;
import io.ingestio.messaging.outbox.SendRound.Refused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Sends the rows of the outbox to Kafka. One relay at a time sends a shard, so the events of a key leave in their order, whatever the
 * number of processes. A row is deleted after the broker's acknowledgement; a crash in between sends it again under the same id.
 *
 * <p>A key stops at its first failure, other keys continue. A row that Kafka never accepts is parked with the reason: see {@link
 * ParkedEventsApi}.
 */
final class Relay {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final Tenancy tenancy;
    private final OutboxTable table;
    private final KafkaOperations<String, byte[]> kafka;
    private final RelaySettings settings;
    private final BlockedKeys blocked;
    private final MeterRegistry meters;

    Relay(
            Tenancy tenancy,
            OutboxTable table,
            KafkaOperations<String, byte[]> kafka,
            RelaySettings settings,
            BlockedKeys blocked,
            MeterRegistry meters) {
        this.tenancy = tenancy;
        this.table = table;
        this.kafka = kafka;
        this.settings = settings;
        this.blocked = blocked;
        this.meters = meters;
        for (Topic topic : Topic.values()) {
            var _ = parked(topic.wireName());
        }
    }

    /** Registered before the first one: an alert on an increase must see the 0. */
    private Counter parked(String topic) {
        return Counter.builder("ingestio.outbox.parked")
                .description("Events that Kafka never accepts and that wait for an administrator")
                .tag("topic", topic)
                .register(meters);
    }

    /** Sends one portion of every shard that has something to send. Returns how many events left the outbox. */
    Mono<Long> sendOnce() {
        return tenancy.statementAsService(table.busyShards())
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .flatMap(this::sendShard, settings.parallel())
                .reduce(0L, Long::sum);
    }

    private Mono<Long> sendShard(int shard) {
        return tenancy.asService(
                table.lock(shard, settings.batch(), settings.bytes().toBytes(), blocked.waiting())
                        .filter(rows -> !rows.isEmpty())
                        .flatMap(this::send)
                        .flatMap(this::store)
                        .defaultIfEmpty(0L));
    }

    private Mono<SendRound> send(List<Unsent> rows) {
        return Mono.fromCallable(() -> SendRound.send(rows, this::send, blocked))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private CompletableFuture<?> send(Unsent row) {
        try {
            return kafka.send(CloudEventHeaders.record(
                    row.topic(), row.key(), row.eventId(), row.type(), row.createdAt(), row.body()));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Mono<Long> store(SendRound round) {
        round.sent().forEach(row -> blocked.succeeded(row.key()));
        round.parked().forEach(this::reportParked);
        round.failed().forEach(this::reportFailed);
        return table.park(round.parked()).then(table.delete(round.sent())).thenReturn((long)
                (round.sent().size() + round.parked().size()));
    }

    private void reportParked(Refused refused) {
        Unsent row = refused.row();
        blocked.succeeded(row.key());
        LOG.error(
                "event parked event={} type={} topic={} key={} failure={}",
                row.eventId(),
                row.type(),
                row.topic(),
                row.key(),
                refused.reason().toString());
        parked(row.topic()).increment();
    }

    private void reportFailed(Refused refused) {
        Unsent row = refused.row();
        blocked.failed(row.key());
        LOG.warn(
                "event not sent, its key waits event={} type={} key={} failure={}",
                row.eventId(),
                row.type(),
                row.key(),
                refused.reason().toString());
    }
}
