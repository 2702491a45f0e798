package io.ingestio.reader.parent;

import io.ingestio.reader.PageText;
import io.ingestio.reader.ReaderSettings;
import io.ingestio.reader.ReaderUnavailable;
import io.ingestio.reader.RefusalCode;
import io.ingestio.reader.wire.Reply;
import io.ingestio.reader.wire.Request;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The warm children and their threads: one thread per child, requests wait in their order of arrival. A child that exceeds
 * the wall clock, dies, or violates the protocol is killed and replaced by the next request; its document is
 * refused with {@link RefusalCode#RESOURCE_LIMIT}.
 */
public final class ChildPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChildPool.class);

    private final ReaderSettings settings;
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService clock;
    private final Deque<Idle> idle = new ConcurrentLinkedDeque<>();
    private final Set<ChildProcess> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private record Idle(ChildProcess child, Instant since) {}

    /** The pages that were read, and the last reply. */
    public record Answer(List<PageText> pages, Reply last) {}

    public ChildPool(ReaderSettings settings) {
        this.settings = settings;
        var names = Thread.ofPlatform().daemon().name("document-reader-", 0).factory();
        this.threads = new ThreadPoolExecutor(
                settings.maxChildren(),
                settings.maxChildren(),
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                names);
        threads.allowCoreThreadTimeOut(true);
        this.clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("document-reader-clock").factory());
        long period = Math.max(10, settings.idleAfter().toMillis() / 2);
        var _ = clock.scheduleWithFixedDelay(this::endIdleChildren, period, period, TimeUnit.MILLISECONDS);
    }

    /** Sends a request to a child. Cancelling kills the child, because its work would be wasted. */
    public Mono<Answer> ask(Request request) {
        return Mono.create(sink -> {
            var working = new AtomicReference<@Nullable ChildProcess>();
            try {
                var task = threads.submit(() -> {
                    try {
                        sink.success(answer(request, working));
                    } catch (RuntimeException e) {
                        sink.error(e);
                    }
                });
                sink.onCancel(() -> {
                    task.cancel(false);
                    ChildProcess child = working.getAndSet(null);
                    if (child != null) {
                        child.kill();
                    }
                });
            } catch (RejectedExecutionException e) {
                sink.error(closed(e));
            }
        });
    }

    private Answer answer(Request request, AtomicReference<@Nullable ChildProcess> working) {
        ChildProcess child = idleOrNew();
        working.set(child);
        busy.add(child);
        var alarm = clock.schedule(child::kill, settings.wallClock().toMillis(), TimeUnit.MILLISECONDS);
        List<PageText> pages = new ArrayList<>();
        try {
            Reply last = child.exchange(request, pages::add);
            if (alarm.cancel(false) && working.compareAndSet(child, null)) {
                idle.push(new Idle(child, Instant.now()));
            }
            return new Answer(pages, last);
        } catch (IOException e) {
            if (closed) {
                throw closed(e);
            }
            LOG.warn(
                    "reader child lost: pid={} cause={}",
                    child.pid(),
                    alarm.isDone() ? "out of time" : working.get() == null ? "cancelled" : "it died");
            return new Answer(List.of(), Reply.Refused.of(RefusalCode.RESOURCE_LIMIT));
        } finally {
            alarm.cancel(false);
            busy.remove(child);
            if (working.getAndSet(null) != null || closed) {
                child.kill();
            }
        }
    }

    private ChildProcess idleOrNew() {
        if (closed) {
            throw closed(null);
        }
        for (Idle found = idle.poll(); found != null; found = idle.poll()) {
            if (found.child().isAlive()) {
                return found.child();
            }
        }
        ChildProcess child = ChildProcess.start(settings);
        var alarm = clock.schedule(child::kill, settings.wallClock().toMillis(), TimeUnit.MILLISECONDS);
        try {
            child.awaitReady();
            return child;
        } finally {
            alarm.cancel(false);
        }
    }

    private void endIdleChildren() {
        Instant before = Instant.now().minus(settings.idleAfter());
        List<Idle> candidates = idle.stream()
                .filter(waiting -> waiting.since().isBefore(before))
                .toList();
        // Only the thread that removes a child from the queue owns it: it may have got a request meanwhile.
        candidates.stream()
                .filter(idle::remove)
                .forEach(candidate -> candidate.child().kill());
    }

    /** How many children wait for work. */
    public int idleChildren() {
        return (int) idle.stream().filter(waiting -> waiting.child().isAlive()).count();
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdown();
        clock.shutdownNow();
        for (Idle waiting = idle.poll(); waiting != null; waiting = idle.poll()) {
            waiting.child().kill();
        }
        busy.forEach(ChildProcess::kill);
    }

    private static ReaderUnavailable closed(@Nullable Throwable cause) {
        return new ReaderUnavailable("The document reader is closed", cause);
    }
}
