package io.ingestio.orchestrator.document;

import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.status.DocumentStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one run of a document stands.
 *
 * @param run          0 while nothing is known
 * @param prompt       the prompt that applies; after extraction the one that was used
 * @param errorCode    stable reason where failed
 * @param errorMessage a sentence the user can act on where failed
 */
public record Progress(
        int run,
        DocumentStatus status,
        @Nullable String prompt,
        @Nullable String documentType,
        @Nullable String model,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        @Nullable Instant finishedAt) {

    static final Progress NONE = of(0, DocumentStatus.UPLOADED);

    static Progress of(int run, DocumentStatus status) {
        return new Progress(run, status, null, null, null, null, null, null);
    }

    static Progress completed(ExtractionCompleted event) {
        return new Progress(
                event.run(),
                DocumentStatus.COMPLETED,
                event.prompt(),
                event.documentType(),
                event.model(),
                null,
                null,
                event.completedAt());
    }

    static Progress failed(int run, String code, String message, Instant at) {
        return new Progress(run, DocumentStatus.FAILED, null, null, null, code, message, at);
    }

    static Progress cancelled(int run, Instant at) {
        return new Progress(run, DocumentStatus.CANCELLED, null, null, null, null, null, at);
    }

    Progress withPrompt(@Nullable String given) {
        return new Progress(run, status, given, documentType, model, errorCode, errorMessage, finishedAt);
    }

    /**
     * The further of the two. A prompt that is known of the same run is kept where the further one does not name it.
     */
    Progress advancedTo(Progress other) {
        boolean further = other.run > run || (other.run == run && status.isReplacedBy(other.status));
        Progress kept = further ? other : this;
        Progress dropped = further ? this : other;
        return kept.prompt == null && kept.run == dropped.run ? kept.withPrompt(dropped.prompt) : kept;
    }
}
