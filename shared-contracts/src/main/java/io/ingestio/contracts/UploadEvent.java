package io.ingestio.contracts;

import io.ingestio.contracts.request.PromptStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the upload service publishes: a submission and each of its files. */
public sealed interface UploadEvent extends BatchEvent {

    /**
     * A batch was submitted.
     *
     * @param promptStrategy wire name of a {@link PromptStrategy}
     * @param documentCount  all files of the submission, the rejected ones too
     */
    @WireName("batch.created")
    record BatchCreated(
            UUID batchId,
            String userId,
            @Nullable String name,
            String promptStrategy,
            @Nullable String globalPrompt,
            int documentCount,
            Instant createdAt)
            implements UploadEvent {
        public BatchCreated {
            Require.present(batchId, "batchId");
            Require.present(promptStrategy, "promptStrategy");
            Require.present(createdAt, "createdAt");
            Require.text(userId, "userId");
            Require.atLeast(1, documentCount, "documentCount");
        }
    }

    /**
     * A batch was opened whose files arrive one by one; {@link BatchCreated} follows when it is submitted, {@link BatchDiscarded} when
     * it is not.
     *
     * @param promptStrategy wire name of a {@link PromptStrategy}
     * @param documentCount  the files that are expected
     * @param expiresAt      when it is discarded if it has not been submitted
     */
    @WireName("batch.drafted")
    record BatchDrafted(
            UUID batchId,
            String userId,
            @Nullable String name,
            String promptStrategy,
            @Nullable String globalPrompt,
            int documentCount,
            Instant createdAt,
            Instant expiresAt)
            implements UploadEvent {
        public BatchDrafted {
            Require.present(batchId, "batchId");
            Require.present(promptStrategy, "promptStrategy");
            Require.present(createdAt, "createdAt");
            Require.present(expiresAt, "expiresAt");
            Require.text(userId, "userId");
            Require.atLeast(0, documentCount, "documentCount");
        }
    }

    /**
     * A draft was given up: none of its files is kept, and it is never submitted.
     *
     * @param reason {@code cancelled} by its user, or {@code expired}
     */
    @WireName("batch.discarded")
    record BatchDiscarded(UUID batchId, String userId, String reason, Instant discardedAt) implements UploadEvent {
        public BatchDiscarded {
            Require.present(batchId, "batchId");
            Require.present(discardedAt, "discardedAt");
            Require.text(userId, "userId");
            Require.text(reason, "reason");
        }
    }

    /**
     * A batch was submitted, for those who measure how the product is used; no state follows from it. Published with
     * {@link BatchCreated}, unless every file was rejected.
     *
     * @param batchName      as the user gave it; {@value #UNTITLED} for none
     * @param fileCount      accepted files
     * @param totalPages     of the accepted files
     * @param promptStrategy wire name of a {@link PromptStrategy}
     */
    @WireName("analytics.batch-created")
    record BatchCreatedAnalytics(
            UUID batchId,
            String userId,
            String batchName,
            int fileCount,
            int totalPages,
            String promptStrategy,
            Instant createdAt)
            implements UploadEvent {

        public static final String UNTITLED = "Untitled Batch";

        public BatchCreatedAnalytics {
            Require.present(batchId, "batchId");
            Require.present(promptStrategy, "promptStrategy");
            Require.present(createdAt, "createdAt");
            Require.text(userId, "userId");
            Require.text(batchName, "batchName");
            Require.atLeast(1, fileCount, "fileCount");
            Require.atLeast(1, totalPages, "totalPages");
        }
    }

    /**
     * A file was accepted and stored. Carries all that the extraction needs, so that the worker never calls back.
     *
     * @param run                    1 for the first extraction of the document
     * @param position               place in the submission, from 0
     * @param mimeType               decided by the bytes: application/pdf, image/jpeg, image/png, image/tiff or image/webp
     * @param pages                  pages counted from the bytes; an image is 1
     * @param objectKey              where the bytes lie in the object store
     * @param sha256                 of the bytes, lower-case hex
     * @param prompt                 the document's prompt; null where the strategy is auto
     * @param schema                 JSON Schema (text) the result must satisfy; null for none
     * @param tier                   the user's tier when the batch was submitted
     * @param concurrentDocuments    how many documents of this user may be extracted at once
     */
    @WireName("document.uploaded")
    record DocumentUploaded(
            UUID batchId,
            UUID documentId,
            String userId,
            int run,
            int position,
            String filename,
            String mimeType,
            long sizeBytes,
            int pages,
            String objectKey,
            String sha256,
            String promptStrategy,
            @Nullable String prompt,
            @Nullable String schema,
            String tier,
            int concurrentDocuments,
            Instant uploadedAt)
            implements UploadEvent {
        public DocumentUploaded {
            Require.present(batchId, "batchId");
            Require.present(documentId, "documentId");
            Require.present(filename, "filename");
            Require.present(mimeType, "mimeType");
            Require.present(sha256, "sha256");
            Require.present(promptStrategy, "promptStrategy");
            Require.present(tier, "tier");
            Require.present(uploadedAt, "uploadedAt");
            Require.text(userId, "userId");
            Require.text(objectKey, "objectKey");
            Require.atLeast(1, run, "run");
            Require.atLeast(1, pages, "pages");
            Require.atLeast(1, sizeBytes, "sizeBytes");
            Require.atLeast(1, concurrentDocuments, "concurrentDocuments");
        }

        /** Which run of which document: {@code position} is its place in the submission, from 0. */
        public record Run(UUID batchId, UUID documentId, String userId, int run, int position) {}

        /** The stored file: {@code sha256} is lower-case hex, an image has 1 page. */
        public record StoredFile(
                String filename, String mimeType, long sizeBytes, int pages, String objectKey, String sha256) {}

        /** What to extract. */
        public record Request(
                PromptStrategy strategy,
                @Nullable String prompt,
                @Nullable String schema) {}

        /** The plan under which the batch was submitted. */
        public record Plan(String tier, int concurrentDocuments) {}

        /** The event from its parts; on the wire they are one flat object. */
        public static DocumentUploaded of(Run run, StoredFile file, Request request, Plan plan, Instant uploadedAt) {
            return new DocumentUploaded(
                    run.batchId,
                    run.documentId,
                    run.userId,
                    run.run,
                    run.position,
                    file.filename,
                    file.mimeType,
                    file.sizeBytes,
                    file.pages,
                    file.objectKey,
                    file.sha256,
                    request.strategy.wireName(),
                    request.prompt,
                    request.schema,
                    plan.tier,
                    plan.concurrentDocuments,
                    uploadedAt);
        }
    }

    /**
     * A file of the submission was not accepted; no bytes are kept. It is a document all the same, so that the counts of the
     * batch are those of the submission.
     *
     * @param position place in the submission, from 0
     * @param code     stable reason, e.g. {@code unsupported_file_type}
     * @param detail   a sentence the user can act on
     */
    @WireName("document.rejected")
    record DocumentRejected(
            UUID batchId,
            UUID documentId,
            String userId,
            int position,
            String filename,
            long sizeBytes,
            String code,
            String detail,
            Instant rejectedAt)
            implements UploadEvent {
        public DocumentRejected {
            Require.present(batchId, "batchId");
            Require.present(documentId, "documentId");
            Require.present(filename, "filename");
            Require.present(detail, "detail");
            Require.present(rejectedAt, "rejectedAt");
            Require.text(userId, "userId");
            Require.text(code, "code");
        }
    }
}
