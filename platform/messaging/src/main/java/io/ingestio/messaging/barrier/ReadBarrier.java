package io.ingestio.messaging.barrier;

import io.ingestio.contracts.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes a read see what has been published before it: waits until this service's listener, in all its processes, has applied every
 * event that its topic held when the read began. What another service has shown to a caller was on the topic by then, so a row that
 * is still missing does not exist. To be used where a row is missing or may be out of date, not for every read.
 *
 * <p>All waiting reads of a process share the requests for how far the listener is: one that is behind is not held up further by those
 * who wait for it.
 */
public final class ReadBarrier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadBarrier.class);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final String service;
    private final Duration limit;
    private final TopicOffsets offsets;
    private final Map<Topic, Flux<Map<Integer, Long>>> applied = new ConcurrentHashMap<>();

    /** @param limit longest wait */
    ReadBarrier(String service, Duration limit, TopicOffsets offsets) {
        this.service = service;
        this.limit = limit;
        this.offsets = offsets;
    }

    /** Whether the events that the topic holds now were applied in time; false too while the broker does not answer. */
    public Mono<Boolean> reached(Topic topic) {
        return reached(topic, Set.of());
    }

    /**
     * As {@link #reached(Topic)}, for the events of these keys: a record that holds up the partition of another key is not waited for.
     *
     * @param keys empty for all
     */
    public Mono<Boolean> reached(Topic topic, Collection<String> keys) {
        return offsets.ends(topic.wireName(), keys)
                .flatMap(ends -> ends.isEmpty()
                        ? Mono.just(true)
                        : applied(topic)
                                .filter(committed -> isReached(ends, committed))
                                .next()
                                .map(done -> true))
                .timeout(limit)
                .onErrorResume(failure -> {
                    LOG.debug("events not applied in time topic={} failure={}", topic.wireName(), failure.toString());
                    return Mono.just(false);
                });
    }

    /** How far the listener is, from now on; asked for once for all who wait. */
    private Flux<Map<Integer, Long>> applied(Topic topic) {
        return applied.computeIfAbsent(
                topic,
                same -> Flux.defer(() -> offsets.committed(topic.wireName(), service + "." + topic.wireName()))
                        .repeatWhen(rounds -> rounds.delayElements(PAUSE))
                        .publish()
                        .refCount());
    }

    /** By partition. */
    static boolean isReached(Map<Integer, Long> ends, Map<Integer, Long> committed) {
        return ends.entrySet().stream().allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    @Override
    public void close() {
        offsets.close();
    }
}
