package io.ingestio.export.tree;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.pool.PoolAcquireTimeoutException;
import reactor.pool.PoolBuilder;

/**
 * Where data are parsed, edited and compared: never on an event loop, and those of at most two calls are in memory, however many people
 * edit. Data may have 24 MB, so a call reads them once it has its turn. One user has one of the turns at most, and few calls that wait:
 * others are not held up.
 */
@Component
public class TreeThreads {

    private static final int AT_ONCE = 2;
    private static final int MOST_WAITING = 100;
    private static final int MOST_OF_USER = 8;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Scheduler threads = Schedulers.newBoundedElastic(AT_ONCE, MOST_WAITING, "data-trees");
    private final InstrumentedPool<Integer> turns = turns(AT_ONCE);
    private final Map<String, OfUser> users = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();

    /** Calls of a user, one of which at a time waits for a turn or has it. */
    private static final class OfUser {
        private final int calls;
        private final InstrumentedPool<Integer> turns;

        OfUser(int calls, InstrumentedPool<Integer> turns) {
            this.calls = calls;
            this.turns = turns;
        }

        OfUser plus(int more) {
            return new OfUser(calls + more, turns);
        }
    }

    private static InstrumentedPool<Integer> turns(int atOnce) {
        return PoolBuilder.from(Mono.just(1))
                .sizeBetween(0, atOnce)
                .maxPendingAcquire(MOST_WAITING)
                .buildPool();
    }

    /**
     * Subscribes to the work when there is a turn for it: users take turns, each with one call. Turns are not nested.
     *
     * @param work reads its data itself
     * @throws Problem 429 {@code rate_limited} if many calls of the user wait; 503 {@code service_unavailable} if there is no turn for long
     */
    public <T> Mono<T> inTurn(String userId, Mono<T> work) {
        return Mono.using(() -> enter(userId), user -> inTurn(user, work), user -> leave(userId));
    }

    private OfUser enter(String userId) {
        calls.incrementAndGet();
        return users.compute(userId, (id, user) -> user == null ? new OfUser(1, turns(1)) : user.plus(1));
    }

    private void leave(String userId) {
        calls.decrementAndGet();
        users.computeIfPresent(userId, (id, user) -> user.calls == 1 ? null : user.plus(-1));
    }

    private <T> Mono<T> inTurn(OfUser user, Mono<T> work) {
        if (user.calls > MOST_OF_USER) {
            return Mono.error(tooMany());
        }
        return calls.get() > MOST_WAITING + AT_ONCE ? Mono.error(busy()) : within(user.turns, within(turns, work));
    }

    private static <T> Mono<T> within(InstrumentedPool<Integer> turns, Mono<T> work) {
        return turns.acquire(LONGEST_WAIT)
                .onErrorMap(TreeThreads::isFull, full -> busy())
                .flatMap(turn -> Mono.usingWhen(Mono.just(turn), acquired -> work, acquired -> acquired.release()));
    }

    private static boolean isFull(Throwable failure) {
        return failure instanceof PoolAcquireTimeoutException || failure instanceof PoolAcquirePendingLimitException;
    }

    private static Problem tooMany() {
        return Problem.retryable(
                        HttpStatus.TOO_MANY_REQUESTS,
                        ErrorCode.RATE_LIMITED,
                        "You edit or compare more than " + MOST_OF_USER + " documents at once. Try again shortly.")
                .after(RETRY);
    }

    private static Problem busy() {
        return Problem.retryable(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        ErrorCode.SERVICE_UNAVAILABLE,
                        "Many data are being edited or compared at the moment. Try again shortly.")
                .after(RETRY);
    }

    /** Runs what parses data, within a turn. Its thread is interrupted when the call is given up, and may then be busy for a while. */
    public <T> Mono<T> run(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(threads)
                .onErrorMap(RejectedExecutionException.class, full -> busy());
    }

    @PreDestroy
    void stop() {
        threads.dispose();
    }
}
