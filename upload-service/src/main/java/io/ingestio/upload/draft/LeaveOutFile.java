package io.ingestio.upload.draft;

import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import io.ingestio.upload.store.StoreFile;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Removes a file from a draft, in whatever state it is. A request that is sending its bytes fails. */
@Component
class LeaveOutFile {

    private final DraftTable drafts;
    private final DraftFileTable files;
    private final StoreFile storeFile;
    private final Tenancy tenancy;

    LeaveOutFile(DraftTable drafts, DraftFileTable files, StoreFile storeFile, Tenancy tenancy) {
        this.drafts = drafts;
        this.files = files;
        this.storeFile = storeFile;
        this.tenancy = tenancy;
    }

    /**
     * @throws Problem 404 for an unknown file, 409 {@code already_submitted}
     */
    Mono<Void> leaveOut(String userId, UUID draftId, UUID documentId) {
        Mono<Void> removed = files.objectsOf(documentId)
                .collectList()
                .flatMap(objects -> storeFile.drop(userId, objects))
                .then(files.delete(documentId));
        return tenancy.asUser(
                userId,
                drafts.lock(userId, draftId)
                        .map(Draft::requireOpen)
                        .flatMap(draft -> files.find(userId, draftId, documentId))
                        .switchIfEmpty(Mono.error(() -> Problem.notFound("document")))
                        .flatMap(file -> removed));
    }
}
