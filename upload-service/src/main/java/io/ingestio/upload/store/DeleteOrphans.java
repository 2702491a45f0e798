package io.ingestio.upload.store;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import io.ingestio.objectstore.ObjectStore;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Deletes objects that no row names: those of intents that were abandoned, or did not end in time. An intent is marked first and its
 * object deleted after that is committed, so a transaction that still wants to name the object fails instead. Each object is deleted a
 * second time later, because the store may have been writing it during the first.
 */
@Component
class DeleteOrphans implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(DeleteOrphans.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);
    private static final int AT_A_TIME = 8;

    private final IntentTable intents;
    private final ObjectStore store;
    private final Tenancy tenancy;
    private final StoreSettings settings;

    DeleteOrphans(IntentTable intents, ObjectStore store, Tenancy tenancy, StoreSettings settings) {
        this.intents = intents;
        this.store = store;
        this.tenancy = tenancy;
        this.settings = settings;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(intents.abandonOlderThan(settings.intentAge(), limit))
                .thenMany(tenancy.statementAsService(intents.toDelete(settings.intentAge(), limit)))
                .collectList()
                .flatMapIterable(keys -> keys)
                .flatMap(this::delete, AT_A_TIME)
                .reduce(0L, Long::sum);
    }

    private Mono<Long> delete(String key) {
        return store.delete(key)
                .then(tenancy.statementAsService(intents.deleted(key)))
                .thenReturn(1L)
                .onErrorResume(failure -> {
                    LOG.warn("object not deleted yet key={} failure={}", key, failure.toString());
                    return tenancy.statementAsService(intents.postpone(key, AFTER_FAILURE))
                            .thenReturn(0L);
                });
    }
}
