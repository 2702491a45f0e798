package io.ingestio.orchestrator.feed;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Who listens to what in this process. An idle listener costs its entry here. */
final class Listeners {

    private final Map<Object, Set<FluxSink<Boolean>>> byKey = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /** Calls of this key from subscription on; those that the subscriber has not requested yet count as one. */
    Flux<Boolean> of(Object key) {
        return Flux.create(sink -> register(key, sink), FluxSink.OverflowStrategy.LATEST);
    }

    private void register(Object key, FluxSink<Boolean> sink) {
        byKey.compute(key, (same, sinks) -> {
            Set<FluxSink<Boolean>> all = sinks == null ? ConcurrentHashMap.newKeySet() : sinks;
            all.add(sink);
            return all;
        });
        count.incrementAndGet();
        sink.onDispose(() -> remove(key, sink));
    }

    private void remove(Object key, FluxSink<Boolean> sink) {
        byKey.computeIfPresent(key, (same, sinks) -> {
            sinks.remove(sink);
            return sinks.isEmpty() ? null : sinks;
        });
        count.decrementAndGet();
    }

    void call(Object key) {
        byKey.getOrDefault(key, Set.of()).forEach(sink -> sink.next(true));
    }

    /** Ends every listener. */
    void complete() {
        byKey.values().forEach(sinks -> sinks.forEach(FluxSink::complete));
    }

    int count() {
        return count.get();
    }
}
