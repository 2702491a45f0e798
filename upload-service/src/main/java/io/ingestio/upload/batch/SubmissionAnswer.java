package io.ingestio.upload.batch;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.idempotency.Answer;
import io.ingestio.http.Problem;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The answer to a submission: every file of it is in {@code documents} or in {@code rejected}, with its position and name. */
@Component
public class SubmissionAnswer {

    private final JsonMapper json;

    SubmissionAnswer(JsonMapper json) {
        this.json = json;
    }

    public record AcceptedDocument(
            UUID id, int position, String filename, String mimeType, long sizeBytes, int pages) {}

    public record RejectedFile(UUID id, int position, String filename, String code, String detail) {}

    /** @param twinDocumentId the document with the same content; null for another warning */
    public record Warning(
            String code,
            String detail,
            UUID documentId,
            @Nullable UUID twinDocumentId,
            @Nullable String twinFilename,
            @Nullable UUID twinBatchId) {}

    /**
     * @param pagesLeft   once all documents that fit are extracted
     * @param beyondQuota documents for which the pages are not enough
     */
    public record SubmittedBatch(
            UUID id,
            String status,
            List<AcceptedDocument> documents,
            List<RejectedFile> rejected,
            int totalPages,
            long pagesLeft,
            List<UUID> beyondQuota,
            List<Warning> warnings) {}

    /** @param accepted the status of an answer with at least one document */
    public Answer of(NewBatch batch, HttpStatus accepted, String requestId) {
        List<RejectedFile> rejected = batch.rejected().stream()
                .map(file -> new RejectedFile(
                        file.documentId(), file.position(), file.filename(), file.code(), file.detail()))
                .toList();
        if (batch.accepted().isEmpty()) {
            Problem problem = allRejected(rejected, batch.id());
            return new Answer(problem.status().value(), null, json.writeValueAsString(problem.body(requestId)));
        }
        return new Answer(
                accepted.value(), "/api/v1/batches/" + batch.id(), json.writeValueAsString(submitted(batch, rejected)));
    }

    private static SubmittedBatch submitted(NewBatch batch, List<RejectedFile> rejected) {
        List<AcceptedDocument> documents = batch.accepted().stream()
                .map(file -> new AcceptedDocument(
                        file.documentId(),
                        file.position(),
                        file.filename(),
                        file.mimeType(),
                        file.sizeBytes(),
                        file.pages()))
                .toList();
        return new SubmittedBatch(
                batch.id(),
                "queued",
                documents,
                rejected,
                batch.totalPages(),
                batch.pagesLeft(),
                batch.beyondQuota(),
                warnings(batch));
    }

    private static List<Warning> warnings(NewBatch batch) {
        Stream<Warning> damaged = batch.accepted().stream()
                .filter(InspectedFile.Accepted::damaged)
                .map(SubmissionAnswer::damaged);
        return Stream.concat(damaged, batch.duplicates().stream().map(SubmissionAnswer::duplicate))
                .toList();
    }

    private static Warning damaged(InspectedFile.Accepted file) {
        return new Warning(
                ErrorCode.DAMAGED_FILE.wireName(),
                "%s is damaged: only %s could be found in it."
                        .formatted(file.filename(), file.pages() == 1 ? "1 page" : file.pages() + " pages"),
                file.documentId(),
                null,
                null,
                null);
    }

    private static Warning duplicate(NewBatch.Duplicate duplicate) {
        return new Warning(
                ErrorCode.DUPLICATE_FILE.wireName(),
                "%s has the same content as %s."
                        .formatted(duplicate.filename(), duplicate.twin().filename()),
                duplicate.documentId(),
                duplicate.twin().documentId(),
                duplicate.twin().filename(),
                duplicate.twin().batchId());
    }

    /** The batch is stored, as failed, so that the user can look up the reasons; the request is answered as an error. */
    private static Problem allRejected(List<RejectedFile> rejected, UUID batchId) {
        boolean onlySize = rejected.stream().allMatch(file -> file.code().equals(ErrorCode.FILE_TOO_LARGE.wireName()));
        HttpStatus status = onlySize ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.UNPROCESSABLE_CONTENT;
        ErrorCode code = onlySize ? ErrorCode.FILE_TOO_LARGE : ErrorCode.ALL_FILES_REJECTED;
        return Problem.of(status, code, "None of the files can be processed.")
                .with("batchId", batchId)
                .with("rejected", rejected);
    }
}
