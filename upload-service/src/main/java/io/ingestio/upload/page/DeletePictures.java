package io.ingestio.upload.page;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import io.ingestio.objectstore.ObjectStore;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Deletes pictures that expired, because their document was deleted or they were not used for long: first the object, then the row.
 */
@Component
class DeletePictures implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(DeletePictures.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int AT_A_TIME = 8;

    private final PictureTable pictures;
    private final ObjectStore store;
    private final PageSettings settings;
    private final Tenancy tenancy;

    DeletePictures(PictureTable pictures, ObjectStore store, PageSettings settings, Tenancy tenancy) {
        this.pictures = pictures;
        this.store = store;
        this.settings = settings;
        this.tenancy = tenancy;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(pictures.expireUnused(settings.retention(), limit))
                .thenMany(tenancy.statementAsService(pictures.expired(limit)))
                .collectList()
                .flatMapIterable(keys -> keys)
                .flatMap(key -> delete(key.objectKey()), AT_A_TIME)
                .reduce(0L, Long::sum);
    }

    /** 1 if it was deleted, else 0: while nothing can be deleted, the next portion waits. */
    private Mono<Long> delete(String objectKey) {
        return store.delete(objectKey)
                .then(tenancy.statementAsService(pictures.delete(objectKey)))
                .thenReturn(1L)
                .onErrorResume(failure -> {
                    LOG.warn("picture not deleted yet key={} failure={}", objectKey, failure.toString());
                    return tenancy.statementAsService(pictures.postpone(objectKey))
                            .thenReturn(0L);
                });
    }
}
