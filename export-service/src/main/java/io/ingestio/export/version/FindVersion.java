package io.ingestio.export.version;

import io.ingestio.database.Tenancy;
import io.ingestio.export.data.AwaitData;
import io.ingestio.http.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds a version of a document's data. Waits for data of a document that is shown as completed and whose event has not been applied here. */
@Component
public class FindVersion {

    private final VersionReads versions;
    private final AwaitData awaitData;
    private final Tenancy tenancy;

    FindVersion(VersionReads versions, AwaitData awaitData, Tenancy tenancy) {
        this.versions = versions;
        this.awaitData = awaitData;
        this.tenancy = tenancy;
    }

    /**
     * @param run  null for the newest
     * @param edit null for the newest of the run
     * @throws Problem 404 {@code not_found}; 503 {@code service_unavailable} while data are still arriving
     */
    public Mono<DocumentVersion> find(String userId, UUID documentId, @Nullable Integer run, @Nullable Integer edit) {
        return found(userId, tenancy.asUser(userId, versions.find(userId, documentId, run, edit)));
    }

    /** The current version of a document. */
    public Mono<DocumentVersion> current(String userId, UUID documentId) {
        return find(userId, documentId, null, null);
    }

    /** The data of one version, as JSON text. */
    Mono<String> data(String userId, UUID documentId, Version version) {
        return found(userId, tenancy.asUser(userId, versions.data(userId, documentId, version)));
    }

    private <T> Mono<T> found(String userId, Mono<T> read) {
        return read.switchIfEmpty(awaitData.arrived(userId).then(read))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("extracted data")));
    }
}
