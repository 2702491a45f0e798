package io.ingestio.messaging.outbox;

import io.ingestio.database.Tenancy;
import io.ingestio.messaging.event.CloudEventHeaders;
import io.ingestio.messaging.outbox.OutboxTable.Unsent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Sends what lies in the outbox. One relay at a time sends a shard, so the events of a key go out in their order, whatever the
 * number of processes. A row is deleted after the broker's acknowledgement; a crash in between sends it again under the same id.
 */
final class Relay {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final Tenancy tenancy;
    private final OutboxTable table;
    private final KafkaOperations<String, byte[]> kafka;
    private final RelaySettings settings;

    Relay(Tenancy tenancy, OutboxTable table, KafkaOperations<String, byte[]> kafka, RelaySettings settings) {
        this.tenancy = tenancy;
        this.table = table;
        this.kafka = kafka;
        this.settings = settings;
    }

    /** Sends one portion of every shard that has something to send. Answers how many events the broker took. */
    Mono<Long> sendOnce() {
        return tenancy.statementAsService(table.busyShards())
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .flatMap(this::sendShard, settings.parallel())
                .reduce(0L, Long::sum);
    }

    private Mono<Long> sendShard(int shard) {
        return tenancy.asService(table.take(shard, settings.batch())
                .flatMap(rows -> rows.isEmpty()
                        ? Mono.just(0L)
                        : send(rows)
                                .flatMap(acknowledged ->
                                        acknowledged.isEmpty() ? Mono.just(0L) : table.delete(acknowledged))));
    }

    private Mono<List<Long>> send(List<Unsent> rows) {
        return Mono.fromCallable(
                        () -> acknowledged(rows, rows.stream().map(this::hand).toList()))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private CompletableFuture<?> hand(Unsent row) {
        try {
            return kafka.send(CloudEventHeaders.record(
                    row.topic(), row.key(), row.eventId(), row.type(), row.createdAt(), row.body()));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Waits for every answer. A row that failed stays, and so do the later rows of its key, acknowledged or not. */
    private static List<Long> acknowledged(List<Unsent> rows, List<CompletableFuture<?>> answers) {
        Set<String> stuckKeys = new HashSet<>();
        List<Long> sent = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Unsent row = rows.get(i);
            try {
                answers.get(i).join();
                if (!stuckKeys.contains(row.key())) {
                    sent.add(row.id());
                }
            } catch (RuntimeException e) {
                if (stuckKeys.add(row.key())) {
                    LOG.warn("event {} of {} is not sent yet: {}", row.eventId(), row.key(), rootMessage(e));
                }
            }
        }
        return sent;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }
}
