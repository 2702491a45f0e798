package io.ingestio.orchestrator.document;

import io.ingestio.contracts.OrchestrationEvent.DocumentRedoRequested;
import io.ingestio.contracts.request.PromptStrategy;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants of another run: the same again where both are null.
 *
 * @param prompt       replaces the prompt
 * @param documentType replaces prompt and classification by the default prompt of a type
 */
public record Redo(@Nullable String prompt, @Nullable String documentType) {

    /** The source of the next run. */
    Source of(Source latest) {
        if (prompt != null) {
            return with(latest, PromptStrategy.PER_DOCUMENT, prompt, null);
        }
        return documentType == null ? latest : with(latest, PromptStrategy.AUTO, null, documentType);
    }

    private static Source with(
            Source latest, PromptStrategy strategy, @Nullable String newPrompt, @Nullable String newType) {
        return new Source(
                latest.objectKey(),
                strategy.wireName(),
                newPrompt,
                newType,
                latest.schema(),
                latest.concurrentDocuments());
    }

    /** Asks the worker to extract a document that {@link Document#redone} has prepared. */
    public static DocumentRedoRequested request(Document document, Instant at) {
        Source source = Objects.requireNonNull(document.facts().source(), "source");
        return new DocumentRedoRequested(
                document.batchId(),
                document.id(),
                document.userId(),
                document.progress().run(),
                Objects.requireNonNull(document.facts().filename(), "filename"),
                Objects.requireNonNull(document.facts().mimeType(), "mimeType"),
                Objects.requireNonNull(document.facts().pages(), "pages"),
                source.objectKey(),
                source.promptStrategy(),
                source.prompt(),
                source.documentType(),
                source.schema(),
                source.concurrentDocuments(),
                at);
    }
}
