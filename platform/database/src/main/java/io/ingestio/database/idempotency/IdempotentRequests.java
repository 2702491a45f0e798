package io.ingestio.database.idempotency;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Carries out a POST once per user and {@code Idempotency-Key}. The same key with the same content gets the stored answer; with other
 * content 422 {@code idempotency_mismatch}; while the first request is running 409 {@code idempotency_in_progress}.
 *
 * <p>A failure is not stored: the key is free again. The lock of a running request is renewed for as long as it runs; after a crash
 * the key is free when the lock expires.
 */
public final class IdempotentRequests {

    private final Tenancy tenancy;
    private final IdempotencyTable table;
    private final Supplier<UUID> ids;
    private final Duration lock;

    /** @param lock how long a key stays locked after a crash; renewed at a third of it while the request runs */
    IdempotentRequests(Tenancy tenancy, IdempotencyTable table, Supplier<UUID> ids, Duration lock) {
        this.tenancy = tenancy;
        this.table = table;
        this.ids = ids;
        this.lock = lock;
    }

    /**
     * @param renderer makes the answer of a result; the answer is stored and sent
     * @param work     the use case; it must call {@link Claim#complete} in the transaction of its effect
     */
    public <R> Mono<Answer> once(
            RequestKey request, Function<? super R, Answer> renderer, Function<Claim<R>, Mono<R>> work) {
        if (!request.isWellFormed()) {
            return Mono.error(Problem.of(
                    HttpStatus.BAD_REQUEST,
                    ErrorCode.INVALID_REQUEST,
                    "Idempotency-Key must be 1 to 255 printable ASCII characters without spaces."));
        }
        Claim<R> claim = new Claim<>(request, ids.get(), renderer, table);
        Mono<Answer> answer = Mono.defer(() -> work.apply(claim)).map(result -> claim.answer());
        String key = request.key();
        return key == null
                ? answer
                : acquire(key, claim)
                        .flatMap(acquired -> acquired ? whileLocked(key, claim, answer) : replay(key, request));
    }

    /**
     * Whether a request with this key has been answered, so that a repetition of it may be received and compared without being
     * admitted again. It is for {@link #once} to answer it.
     *
     * @throws Problem 409 {@code idempotency_in_progress} while the first request with the key is running
     */
    public Mono<Boolean> isAnswered(String userId, @Nullable String key) {
        return key == null
                ? Mono.just(false)
                : tenancy.asUser(userId, table.state(userId, key))
                        .map(IdempotentRequests::isAnswered)
                        .defaultIfEmpty(false);
    }

    private static boolean isAnswered(IdempotencyTable.State state) {
        if (state == IdempotencyTable.State.RUNNING) {
            throw inProgress();
        }
        return state == IdempotencyTable.State.ANSWERED;
    }

    private Mono<Boolean> acquire(String key, Claim<?> claim) {
        RequestKey request = claim.request();
        return tenancy.asUser(
                request.userId(), table.claim(request.userId(), key, request.fingerprint(), claim.id(), lock));
    }

    private Mono<Answer> whileLocked(String key, Claim<?> claim, Mono<Answer> answer) {
        Mono<Answer> renewals = Flux.interval(lock.dividedBy(3))
                .onBackpressureDrop()
                .concatMap(tick -> tenancy.asUser(claim.userId(), table.renew(claim.userId(), key, claim.id(), lock))
                        .onErrorComplete()) // the next renewal may succeed; complete() is fenced in any case
                .then(Mono.never());
        return Mono.firstWithSignal(answer, renewals)
                .onErrorResume(failure -> release(key, claim).then(Mono.error(failure)))
                // After a commit the key is answered, and a release changes nothing.
                .doOnCancel(() -> release(key, claim).subscribe());
    }

    private Mono<Void> release(String key, Claim<?> claim) {
        return tenancy.asUser(claim.userId(), table.release(claim.userId(), key, claim.id()))
                .onErrorComplete(); // the lock expires by itself
    }

    private Mono<Answer> replay(String key, RequestKey request) {
        return tenancy.asUser(request.userId(), table.find(request.userId(), key))
                .switchIfEmpty(Mono.error(IdempotentRequests::inProgress))
                .map(row -> stored(row, request.fingerprint()));
    }

    private static Answer stored(IdempotencyTable.Row row, String fingerprint) {
        if (!row.fingerprint().equals(fingerprint)) {
            throw Problem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ErrorCode.IDEMPOTENCY_MISMATCH,
                    "This Idempotency-Key was used before for another request.");
        }
        Answer answer = row.answer();
        if (answer == null) {
            throw inProgress();
        }
        return answer;
    }

    static Problem inProgress() {
        return Problem.retryable(
                HttpStatus.CONFLICT,
                ErrorCode.IDEMPOTENCY_IN_PROGRESS,
                "The first request with this Idempotency-Key is still running.");
    }
}
