package io.ingestio.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the extraction worker publishes: the life of one run of one document. */
public sealed interface ExtractionEvent extends BatchEvent {

    UUID documentId();

    /** Which extraction of the document this is: 1, and one more for each redo. */
    int run();

    /**
     * A worker has claimed the run. Published again when an attempt is repeated after a crash.
     *
     * @param queuedAt when the run was queued at the worker; null in events of versions without it
     */
    @WireName("extraction.started")
    record ExtractionStarted(
            UUID batchId,
            UUID documentId,
            String userId,
            int run,
            int attempt,
            Instant startedAt,
            @Nullable Instant queuedAt)
            implements ExtractionEvent {
        public ExtractionStarted {
            Require.present(batchId, "batchId");
            Require.present(documentId, "documentId");
            Require.present(startedAt, "startedAt");
            Require.text(userId, "userId");
            Require.atLeast(1, run, "run");
        }
    }

    /**
     * An attempt ended and its run did not: another attempt follows. An attempt that was not counted, because a dependency could not be
     * used, is published once for each code and hour of its run, so that an outage makes few events.
     *
     * @param attempt       its number; one that is not counted leaves its number to the next
     * @param code          stable reason, e.g. {@code model_output}
     * @param counted       whether it brings the run nearer to its final failure
     * @param nextAttemptAt the earliest time of the next one
     */
    @WireName("extraction.attempted")
    record ExtractionAttempted(
            UUID batchId,
            UUID documentId,
            String userId,
            int run,
            int attempt,
            String code,
            boolean counted,
            Instant endedAt,
            Instant nextAttemptAt)
            implements ExtractionEvent {
        public ExtractionAttempted {
            Require.present(batchId, "batchId");
            Require.present(documentId, "documentId");
            Require.present(endedAt, "endedAt");
            Require.present(nextAttemptAt, "nextAttemptAt");
            Require.text(userId, "userId");
            Require.text(code, "code");
            Require.atLeast(1, run, "run");
        }
    }

    /**
     * The run succeeded; its pages are charged.
     *
     * @param pages         pages processed, the number that was reserved
     * @param prompt        the prompt that was used, after classification where the strategy is auto
     * @param documentType  invoice, receipt, … or other
     * @param data          the extracted JSON object, up to {@link DataReference#INLINE_BYTES} encoded bytes; null where {@code
     *                      dataReference} says where it lies. Exactly one of both is present
     * @param dataReference a larger JSON object in the object store; it was stored before the run ended
     * @param summary       of the data, for consumers that never load them; null in events of versions without it
     * @param warnings      sentences for the reader of the data, empty if there is nothing to say
     * @param model         the engine and model that answered, e.g. {@code offline-rules-1}
     * @param layout        the same for documents that the same sender made from the same template; null where the document has no text
     *                      that says so, and in events of versions without it
     */
    @WireName("extraction.completed")
    record ExtractionCompleted(
            UUID batchId,
            UUID documentId,
            String userId,
            int run,
            String filename,
            int pages,
            String prompt,
            String documentType,
            @Nullable Map<String, @Nullable Object> data,
            @Nullable DataReference dataReference,
            @Nullable DataSummary summary,
            List<String> warnings,
            String model,
            long inputTokens,
            long outputTokens,
            Instant completedAt,
            @Nullable String layout)
            implements ExtractionEvent {
        public ExtractionCompleted {
            Require.present(batchId, "batchId");
            Require.present(documentId, "documentId");
            Require.present(filename, "filename");
            Require.present(prompt, "prompt");
            Require.present(documentType, "documentType");
            Require.exactlyOne(data, "data", dataReference, "dataReference");
            Require.present(warnings, "warnings");
            Require.present(model, "model");
            Require.present(completedAt, "completedAt");
            Require.text(userId, "userId");
            Require.atLeast(1, run, "run");
            Require.atLeast(1, pages, "pages");
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The run failed for good; nothing is charged and its reservation is released.
     *
     * @param code   stable reason, e.g. {@code quota_exceeded}
     * @param detail a sentence the user can act on
     */
    @WireName("extraction.failed")
    record ExtractionFailed(
            UUID batchId, UUID documentId, String userId, int run, String code, String detail, Instant failedAt)
            implements ExtractionEvent {
        public ExtractionFailed {
            Require.present(batchId, "batchId");
            Require.present(documentId, "documentId");
            Require.present(detail, "detail");
            Require.present(failedAt, "failedAt");
            Require.text(userId, "userId");
            Require.text(code, "code");
            Require.atLeast(1, run, "run");
        }
    }

    /** The run was cancelled before it ended; nothing is charged and its reservation is released. */
    @WireName("extraction.cancelled")
    record ExtractionCancelled(UUID batchId, UUID documentId, String userId, int run, Instant cancelledAt)
            implements ExtractionEvent {
        public ExtractionCancelled {
            Require.present(batchId, "batchId");
            Require.present(documentId, "documentId");
            Require.present(cancelledAt, "cancelledAt");
            Require.text(userId, "userId");
            Require.atLeast(1, run, "run");
        }
    }
}
