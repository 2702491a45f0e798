package io.ingestio.reader.parent;

import io.ingestio.reader.PageText;
import io.ingestio.reader.ReaderSettings;
import io.ingestio.reader.ReaderUnavailable;
import io.ingestio.reader.RejectionCode;
import io.ingestio.reader.wire.Reply;
import io.ingestio.reader.wire.Request;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The warm children and their threads: one thread per child, requests wait in their order of arrival. A child that exceeds
 * the wall clock, dies, or violates the protocol is killed and replaced. If its document was the reason, that is rejected with {@link
 * RejectionCode#RESOURCE_LIMIT}; if the machine was, the request is repeated once on a fresh child.
 */
public final class ChildPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChildPool.class);
    private static final Answer REJECTED = new Answer(List.of(), Reply.Rejected.of(RejectionCode.RESOURCE_LIMIT));

    private final ReaderSettings settings;
    private final Function<ReaderSettings, ChildProcess> start;
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService alarms;
    private final Clock clock;
    private final Deque<Idle> idle = new ConcurrentLinkedDeque<>();
    private final Set<ChildProcess> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private record Idle(ChildProcess child, Instant since) {}

    /** The pages that were read, and the last reply. */
    public record Answer(List<PageText> pages, Reply last) {}

    public ChildPool(ReaderSettings settings, Clock clock) {
        this(settings, ChildProcess::start, clock);
    }

    ChildPool(ReaderSettings settings, Function<ReaderSettings, ChildProcess> start, Clock clock) {
        this.settings = settings;
        this.start = start;
        this.clock = clock;
        var names = Thread.ofPlatform().daemon().name("document-reader-", 0).factory();
        this.threads = new ThreadPoolExecutor(
                settings.maxChildren(),
                settings.maxChildren(),
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                names);
        threads.allowCoreThreadTimeOut(true);
        this.alarms = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("document-reader-alarms").factory());
        long period = Math.max(10, settings.idleAfter().toMillis() / 2);
        var _ = alarms.scheduleWithFixedDelay(this::endIdleChildren, period, period, TimeUnit.MILLISECONDS);
    }

    /** Sends a request to a child. Cancelling kills the child, because its work would be wasted. */
    public Mono<Answer> ask(Request request) {
        return Mono.create(sink -> {
            var work = new Work();
            try {
                var task = threads.submit(() -> {
                    try {
                        sink.success(answer(request, work));
                    } catch (RuntimeException e) {
                        sink.error(e);
                    } catch (Error e) {
                        sink.error(new ReaderUnavailable("The document reader failed: " + e, e));
                    }
                });
                sink.onCancel(() -> {
                    task.cancel(false);
                    work.cancel();
                });
            } catch (RejectedExecutionException e) {
                sink.error(closed(e));
            }
        });
    }

    /** The machine may have cost a request its child once; twice in a row, the machine is unable to serve. */
    private Answer answer(Request request, Work work) {
        try {
            return exchange(request, idleOrNew(), work);
        } catch (ChildLost first) {
            if (first.loss() == Loss.DOCUMENT || work.isCancelled()) {
                return REJECTED;
            }
        }
        try {
            return exchange(request, started(), work);
        } catch (ChildLost second) {
            if (second.loss() == Loss.DOCUMENT || work.isCancelled()) {
                return REJECTED;
            }
            throw new ReaderUnavailable("Two child JVMs in a row were starved or killed", second);
        }
    }

    private Answer exchange(Request request, ChildProcess child, Work work) throws ChildLost {
        busy.add(child);
        work.start(child);
        Duration before = child.processorTime();
        var processorTime = new AtomicReference<@Nullable Duration>();
        var alarm = alarms.schedule(
                () -> {
                    processorTime.set(child.processorTime().minus(before));
                    child.kill();
                },
                settings.wallClock().toMillis(),
                TimeUnit.MILLISECONDS);
        List<PageText> pages = new ArrayList<>();
        boolean reusable = false;
        try {
            Reply last = child.exchange(request, pages::add);
            reusable = alarm.cancel(false) && work.end() && !closed;
            return new Answer(pages, last);
        } catch (IOException e) {
            if (closed) {
                throw closed(e);
            }
            alarm.cancel(false);
            throw lost(child, processorTime.get(), e);
        } finally {
            alarm.cancel(false);
            busy.remove(child);
            if (reusable) {
                idle.push(new Idle(child, clock.instant()));
            } else {
                child.kill();
            }
        }
    }

    /** @param processorTime of a child that was killed at the wall clock; null of one that was lost before */
    private ChildLost lost(ChildProcess child, @Nullable Duration processorTime, IOException cause) {
        OptionalInt exitCode = child.exitCode();
        Loss loss = processorTime == null ? Loss.exited(exitCode) : Loss.outOfTime(processorTime, settings.wallClock());
        LOG.warn(
                "reader child lost pid={} failure={} processorTime={} exitCode={}",
                child.pid(),
                loss,
                processorTime,
                exitCode.isPresent() ? exitCode.getAsInt() : "none");
        return new ChildLost(loss, cause);
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
        return started();
    }

    private ChildProcess started() {
        ChildProcess child = start.apply(settings);
        var alarm = alarms.schedule(child::kill, settings.wallClock().toMillis(), TimeUnit.MILLISECONDS);
        try {
            child.awaitReady();
            return child;
        } finally {
            alarm.cancel(false);
        }
    }

    private void endIdleChildren() {
        Instant before = clock.instant().minus(settings.idleAfter());
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
        alarms.shutdownNow();
        for (Idle waiting = idle.poll(); waiting != null; waiting = idle.poll()) {
            waiting.child().kill();
        }
        busy.forEach(ChildProcess::kill);
    }

    /** One request and the child that works on it now. */
    private static final class Work {
        private @Nullable ChildProcess child;
        private boolean cancelled;

        synchronized void start(ChildProcess started) {
            if (cancelled) {
                started.kill();
            }
            child = started;
        }

        /** @return whether the child was not cancelled */
        synchronized boolean end() {
            child = null;
            return !cancelled;
        }

        synchronized void cancel() {
            cancelled = true;
            if (child != null) {
                child.kill();
            }
        }

        synchronized boolean isCancelled() {
            return cancelled;
        }
    }

    private static final class ChildLost extends Exception {
        private static final long serialVersionUID = 1L;
        private final Loss loss;

        ChildLost(Loss loss, IOException cause) {
            super(cause);
            this.loss = loss;
        }

        Loss loss() {
            return loss;
        }
    }

    private static ReaderUnavailable closed(@Nullable Throwable cause) {
        return new ReaderUnavailable("The document reader is closed", cause);
    }
}
