package io.ingestio.reader.parent;

import io.ingestio.reader.PageText;
import io.ingestio.reader.ReaderSettings;
import io.ingestio.reader.ReaderUnavailable;
import io.ingestio.reader.RejectionCode;
import io.ingestio.reader.parent.Turns.Turn;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * The warm children: one thread per child, shared by {@link Turns}. A child that exceeds its {@link TimeLimit}, dies, or
 * violates the protocol is killed and replaced. If its document was the reason, that is rejected with {@link
 * RejectionCode#RESOURCE_LIMIT}; if it may have been the machine, the request is repeated once on a fresh child, with more patience. A
 * machine that cannot serve that either is {@link ReaderUnavailable}, never a rejection.
 */
public final class ChildPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChildPool.class);
    private static final Answer REJECTED = new Answer(List.of(), Reply.Rejected.of(RejectionCode.RESOURCE_LIMIT));

    /** For a JVM without work, on a machine that is busy. */
    private static final Duration START = Duration.ofSeconds(60);

    private final ReaderSettings settings;
    private final Function<ReaderSettings, ChildProcess> start;
    private final Turns<Work> turns;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("document-reader-", 0).factory());
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("document-reader-alarms").factory());
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
        this.turns = new Turns<>(settings.maxChildren(), clock);
        long period = Math.max(10, settings.limits().idleAfter().toMillis() / 2);
        var _ = alarms.scheduleWithFixedDelay(this::endIdleChildren, period, period, TimeUnit.MILLISECONDS);
    }

    /**
     * Sends a request to a child. Cancelling kills the child, because its work would be wasted.
     *
     * @param share whose request it is
     */
    public Mono<Answer> ask(Request request, String share) {
        return Mono.create(sink -> {
            var work = new Work(request, sink);
            turns.add(share, work);
            sink.onCancel(() -> {
                turns.remove(share, work);
                work.cancel();
            });
            startWork();
        });
    }

    private void startWork() {
        for (Turn<Work> turn = turns.next(); turn != null; turn = turns.next()) {
            Turn<Work> started = turn;
            try {
                threads.execute(() -> run(started));
            } catch (RejectedExecutionException e) {
                turns.end(started.share(), false);
                started.work().sink.error(closed(e));
            }
        }
    }

    private void run(Turn<Work> turn) {
        Work work = turn.work();
        try {
            work.sink.success(answer(work));
        } catch (RuntimeException e) {
            work.sink.error(e);
        } catch (Error e) {
            work.sink.error(new ReaderUnavailable("The document reader failed: " + e, e));
        } finally {
            turns.end(turn.share(), work.costAChild());
            startWork();
        }
    }

    /** The machine may have cost a request its child once; twice in a row, the machine is unable to serve. */
    private Answer answer(Work work) {
        try {
            return exchange(work, idleOrNew(), false);
        } catch (ChildLost first) {
            if (first.loss() == Loss.DOCUMENT || work.isCancelled()) {
                return REJECTED;
            }
        }
        try {
            return exchange(work, started(), true);
        } catch (ChildLost second) {
            if (second.loss() != Loss.MACHINE || work.isCancelled()) {
                return REJECTED;
            }
            throw new ReaderUnavailable("Two child JVMs in a row were starved or killed", second);
        }
    }

    private Answer exchange(Work work, ChildProcess child, boolean patient) throws ChildLost {
        busy.add(child);
        work.start(child);
        var wallClock = settings.limits().wallClock();
        TimeLimit limit =
                patient ? TimeLimit.second(child, wallClock, alarms) : TimeLimit.first(child, wallClock, alarms);
        List<PageText> pages = new ArrayList<>();
        boolean reusable = false;
        try {
            Reply last = child.exchange(work.request, pages::add);
            reusable = limit.stop() && work.end() && !closed;
            return new Answer(pages, last);
        } catch (IOException e) {
            if (closed) {
                throw closed(e);
            }
            limit.stop();
            throw lost(child, limit, work, e);
        } finally {
            limit.stop();
            busy.remove(child);
            if (reusable) {
                idle.push(new Idle(child, clock.instant()));
            } else {
                child.kill();
            }
        }
    }

    private ChildLost lost(ChildProcess child, TimeLimit limit, Work work, IOException cause) {
        OptionalInt exitCode = child.exitCode();
        Loss outOfTime = limit.loss();
        Loss loss = outOfTime == null ? Loss.exited(exitCode, child.wasRefusedMemory()) : outOfTime;
        if (!work.isCancelled()) {
            work.countChild();
            LOG.warn(
                    "reader child lost pid={} failure={} processorTime={} exitCode={}",
                    child.pid(),
                    loss,
                    limit.processorTime(),
                    exitCode.isPresent() ? exitCode.getAsInt() : "none");
        }
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

    /** A start says nothing about a document, so its limit is another one. */
    private ChildProcess started() {
        ChildProcess child = start.apply(settings);
        var alarm = alarms.schedule(child::kill, START.toMillis(), TimeUnit.MILLISECONDS);
        try {
            child.awaitReady();
            return child;
        } finally {
            alarm.cancel(false);
        }
    }

    private void endIdleChildren() {
        Instant before = clock.instant().minus(settings.limits().idleAfter());
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
        private final Request request;
        private final MonoSink<Answer> sink;
        private @Nullable ChildProcess child;
        private boolean cancelled;
        private boolean costAChild;

        Work(Request request, MonoSink<Answer> sink) {
            this.request = request;
            this.sink = sink;
        }

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

        synchronized void countChild() {
            costAChild = true;
        }

        synchronized boolean costAChild() {
            return costAChild;
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
