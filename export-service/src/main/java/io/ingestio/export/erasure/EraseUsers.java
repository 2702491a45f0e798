package io.ingestio.export.erasure;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import io.ingestio.export.job.DeleteExport;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Deletes everything that this service has of erased users, some rows at a time, each portion committed. A pass is repeated every
 * hour until no event of the user can arrive any more. While files cannot be deleted, the user waits and the others continue.
 */
@Component
class EraseUsers implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(EraseUsers.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration REPEAT = Duration.ofHours(1);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    /** Longer than topics keep events. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final int EXPORTS = 50;

    private final ErasureTable erasures;
    private final DeleteExport deleteExport;
    private final Tenancy tenancy;

    EraseUsers(ErasureTable erasures, DeleteExport deleteExport, Tenancy tenancy) {
        this.erasures = erasures;
        this.deleteExport = deleteExport;
        this.tenancy = tenancy;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    /** Returns {@code limit} after a portion of a user, since the same or another one may be due; 0 when none is. */
    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(erasures.due())
                .flatMap(user -> erase(user, limit).thenReturn((long) limit))
                .switchIfEmpty(Mono.defer(() -> tenancy.statementAsService(erasures.deleteOlderThan(KEPT))
                        .thenReturn(0L)));
    }

    private Mono<Void> erase(String user, int limit) {
        return deleteExport
                .deleteOfUser(user, EXPORTS)
                .flatMap(exports -> tenancy.asService(erasures.deleteRows(user, limit))
                        .flatMap(rows -> exports < EXPORTS && rows < limit
                                ? tenancy.statementAsService(erasures.passAgainIn(user, REPEAT))
                                : Mono.empty()))
                .onErrorResume(failure -> {
                    // Without the user's name: logs outlive the erasure.
                    LOG.warn("user not erased yet retryIn={} failure={}", AFTER_FAILURE, failure.toString());
                    return tenancy.statementAsService(erasures.passAgainIn(user, AFTER_FAILURE));
                });
    }
}
