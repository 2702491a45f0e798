package io.ingestio.database.idempotency;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;

/**
 * Does the work of a POST once per user and {@code Idempotency-Key}. The same key with the same content gets the first answer
 * again; with other content 422 {@code idempotency_mismatch}; while the first is running 409 {@code idempotency_in_progress}.
 *
 * <p>A refusal that the work throws is not kept: the key is free again. One that the work settles is its answer. After a crash the
 * key is free again when its lock has run out.
 */
public final class IdempotentRequests {

    private static final Duration LOCK = Duration.ofMinutes(2);
    private static final Pattern WELL_FORMED = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final Tenancy tenancy;
    private final IdempotencyTable table;

    IdempotentRequests(Tenancy tenancy, IdempotencyTable table) {
        this.tenancy = tenancy;
        this.table = table;
    }

    /** The right to do the work; hands its answer to the table inside the transaction that does it. */
    public final class Claim {
        private final String userId;
        private final @Nullable String key;
        private final UUID id = UUID.randomUUID();

        private Claim(String userId, @Nullable String key) {
            this.userId = userId;
            this.key = key;
        }

        /** To be called in the user's transaction that does the work; fails it if another request took over meanwhile. */
        public Mono<Answer> settle(Answer answer) {
            if (key == null) {
                return Mono.just(answer);
            }
            return table.complete(userId, key, id, answer)
                    .flatMap(stillOurs -> stillOurs ? Mono.just(answer) : Mono.error(inProgress()));
        }
    }

    /**
     * @param key         the header's value; null for a request without one, whose work is simply done
     * @param fingerprint of the request's content
     * @param work        must call {@link Claim#settle} in the transaction that makes its effect
     */
    public Mono<Answer> once(
            String userId, @Nullable String key, String fingerprint, Function<Claim, Mono<Answer>> work) {
        Claim claim = new Claim(userId, key);
        if (key == null) {
            return work.apply(claim);
        }
        if (!WELL_FORMED.matcher(key).matches()) {
            return Mono.error(Problem.of(
                    HttpStatus.BAD_REQUEST,
                    ErrorCode.INVALID_REQUEST,
                    "Idempotency-Key must be 1 to 255 printable ASCII characters without spaces."));
        }
        return tenancy.asUser(userId, table.claim(userId, key, fingerprint, claim.id, LOCK))
                .flatMap(ours -> ours
                        ? work.apply(claim)
                                .onErrorResume(failure -> release(claim, key).then(Mono.error(failure)))
                        : tenancy.asUser(userId, table.find(userId, key))
                                .switchIfEmpty(Mono.error(IdempotentRequests::inProgress))
                                .map(row -> replay(row, fingerprint)));
    }

    private Mono<Void> release(Claim claim, String key) {
        return tenancy.asUser(claim.userId, table.release(claim.userId, key, claim.id))
                .onErrorComplete(); // the lock runs out by itself
    }

    private static Answer replay(IdempotencyTable.Row row, String fingerprint) {
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

    private static Problem inProgress() {
        return Problem.retryable(
                HttpStatus.CONFLICT,
                ErrorCode.IDEMPOTENCY_IN_PROGRESS,
                "The first request with this Idempotency-Key is still running.");
    }
}
