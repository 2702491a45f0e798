package io.ingestio.erasure;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Deletes everything that this service has of erased users, some at a time, each portion committed. A pass is repeated, at last every
 * hour, until no event of the user can arrive any more. While something cannot be deleted, the user waits and the others continue.
 */
final class DeleteErasedData implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(DeleteErasedData.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration FIRST_REPEAT = Duration.ofMinutes(1);
    private static final Duration REPEAT = Duration.ofHours(1);

    /** Longer than a portion may last: one that failed or hangs is not repeated before the other users had theirs. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(2);

    private final ErasureRequestTable erasures;
    private final List<UserData> data;
    private final Tenancy tenancy;
    private final Duration retention;

    DeleteErasedData(ErasureRequestTable erasures, List<UserData> data, Tenancy tenancy, Duration retention) {
        this.erasures = erasures;
        this.data = List.copyOf(data);
        this.tenancy = tenancy;
        this.retention = retention;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    /** Returns {@code limit} after a portion of a user, since the same or another one may be due; 0 when none is. */
    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(erasures.claim(AFTER_FAILURE))
                .flatMap(user -> erase(user, limit).thenReturn((long) limit))
                .switchIfEmpty(Mono.defer(() -> tenancy.statementAsService(erasures.deleteOlderThan(retention))
                        .thenReturn(0L)));
    }

    private Mono<Void> erase(String user, int limit) {
        return Flux.fromIterable(data)
                .concatMapDelayError(part -> part.deleteSome(user, limit))
                .reduce(0L, Long::sum)
                .flatMap(deleted -> tenancy.statementAsService(
                        deleted > 0 ? erasures.continuePass(user) : erasures.endPass(user, FIRST_REPEAT, REPEAT)))
                .onErrorResume(failure -> {
                    // Without the user's name: logs outlive the erasure.
                    LOG.warn("user not erased yet retryIn={} failure={}", AFTER_FAILURE, failure.toString());
                    return Mono.empty();
                });
    }
}
