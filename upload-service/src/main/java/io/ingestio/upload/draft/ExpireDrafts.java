package io.ingestio.upload.draft;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Discards drafts that were not submitted in time, and deletes the answers of old submissions. */
@Component
class ExpireDrafts implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(ExpireDrafts.class);

    private final DraftTable drafts;
    private final DiscardDraft discardDraft;
    private final Tenancy tenancy;

    ExpireDrafts(DraftTable drafts, DiscardDraft discardDraft, Tenancy tenancy) {
        this.drafts = drafts;
        this.discardDraft = discardDraft;
        this.tenancy = tenancy;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(drafts.expired(limit))
                .collectList()
                .flatMapIterable(expired -> expired)
                .concatMap(this::expire)
                .reduce(0L, Long::sum);
    }

    private Mono<Long> expire(DraftTable.Expired draft) {
        Mono<Void> end = discardDraft
                .discard(draft.userId(), draft.id(), DiscardDraft.Reason.EXPIRED)
                .then(discardDraft.delete(draft.userId(), draft.id()));
        return tenancy.asService(end).thenReturn(1L).onErrorResume(failure -> {
            LOG.warn("draft not expired yet draft={} failure={}", draft.id(), failure.toString());
            return Mono.just(0L);
        });
    }
}
