package io.ingestio.upload.draft;

import io.ingestio.contracts.UploadEvent.BatchDiscarded;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.upload.store.StoreFile;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives up a draft: its rows are deleted in the running transaction, its objects by the sweep afterwards. One that was submitted stays. */
@Component
public class DiscardDraft {

    /** Why a draft was given up. */
    public enum Reason {
        CANCELLED("cancelled"),
        EXPIRED("expired");

        private final String wireName;

        Reason(String wireName) {
            this.wireName = wireName;
        }
    }

    private final DraftTable drafts;
    private final DraftFileTable files;
    private final StoreFile storeFile;
    private final Outbox outbox;
    private final Clock clock;

    DiscardDraft(DraftTable drafts, DraftFileTable files, StoreFile storeFile, Outbox outbox, Clock clock) {
        this.drafts = drafts;
        this.files = files;
        this.storeFile = storeFile;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Nothing happens to an unknown draft, and to a submitted one. */
    public Mono<Void> discard(String userId, UUID draftId, Reason reason) {
        return drafts.lock(userId, draftId)
                .filter(draft -> !draft.isSubmitted())
                .flatMap(draft -> remove(draft)
                        .then(outbox.append(new BatchDiscarded(draftId, userId, reason.wireName, clock.instant()))));
    }

    /** The batch is deleted: its draft, or what is left of it, goes without an event. */
    public Mono<Void> delete(String userId, UUID draftId) {
        return drafts.lock(userId, draftId).flatMap(this::remove);
    }

    private Mono<Void> remove(Draft draft) {
        return files.objectsOfDraft(draft.id())
                .collectList()
                .flatMap(objects -> storeFile.drop(draft.userId(), objects))
                .then(drafts.delete(draft.id()));
    }
}
