package io.ingestio.orchestrator.document;

import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import org.jspecify.annotations.Nullable;

/**
 * What the next run of a document is made of: its stored file, and the request of its latest run.
 *
 * @param promptStrategy     wire name of a {@link io.ingestio.contracts.request.PromptStrategy}
 * @param prompt             null where the strategy is auto
 * @param documentType       named by the user in a redo; null where it is to be classified or does not matter
 * @param schema             JSON Schema (text) that the result must satisfy; null for none
 * @param concurrentDocuments of the user's tier at submission
 */
public record Source(
        String objectKey,
        String promptStrategy,
        @Nullable String prompt,
        @Nullable String documentType,
        @Nullable String schema,
        int concurrentDocuments) {

    static Source of(DocumentUploaded event) {
        return new Source(
                event.objectKey(),
                event.promptStrategy(),
                event.prompt(),
                null,
                event.schema(),
                event.concurrentDocuments());
    }
}
