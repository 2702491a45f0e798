package io.ingestio.export.erasure;

import io.ingestio.objectstore.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Deletes everything that this service has of a user: files first, then rows, so that a failure leaves the rows that name the files.
 * May be repeated. A builder of an export of the user loses its lease with the row, and deletes its own file.
 */
@Component
class EraseUser {

    private static final Logger LOG = LoggerFactory.getLogger(EraseUser.class);

    private final ErasureTable erasure;
    private final ObjectStore store;

    EraseUser(ErasureTable erasure, ObjectStore store) {
        this.erasure = erasure;
        this.store = store;
    }

    /** Must run in a transaction of the service. */
    Mono<Void> erase(String userId) {
        return erasure.files(userId)
                .collectList()
                .flatMapIterable(files -> files)
                .concatMap(store::delete)
                .then(erasure.deleteRows(userId))
                .doOnNext(rows -> LOG.info("user erased rows={}", rows))
                .then();
    }
}
