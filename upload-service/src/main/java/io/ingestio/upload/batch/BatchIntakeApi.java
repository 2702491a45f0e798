package io.ingestio.upload.batch;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.idempotency.Answer;
import io.ingestio.database.idempotency.IdempotentRequests;
import io.ingestio.database.idempotency.RequestKey;
import io.ingestio.http.Problem;
import io.ingestio.http.RequestId;
import io.ingestio.upload.file.Intake;
import io.ingestio.upload.file.ReceiveFiles;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /api/v1/batches}: a whole batch in one multipart request. */
@RestController
class BatchIntakeApi {

    private final ReceiveFiles receiveFiles;
    private final SubmitBatch submitBatch;
    private final IdempotentRequests idempotent;
    private final JsonMapper json;

    BatchIntakeApi(ReceiveFiles receiveFiles, SubmitBatch submitBatch, IdempotentRequests idempotent, JsonMapper json) {
        this.receiveFiles = receiveFiles;
        this.submitBatch = submitBatch;
        this.idempotent = idempotent;
        this.json = json;
    }

    record AcceptedDocument(UUID id, String filename, String mimeType, long sizeBytes, int pages) {}

    record RejectedFile(UUID id, String filename, String code, String detail) {}

    record SubmittedBatch(
            UUID id, String status, List<AcceptedDocument> documents, List<RejectedFile> rejected, int totalPages) {}

    /** The parts of the request, for its description. */
    record SubmissionParts(
            @ArraySchema(schema = @Schema(type = "string", format = "binary"))
            List<String> files,

            String promptStrategy,
            @Nullable String globalPrompt,
            @Nullable String perDocumentPrompts,
            @Nullable String batchName,
            @Nullable String schema) {}

    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SubmittedBatch.class)))
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schema = @Schema(implementation = SubmissionParts.class)))
    @PostMapping(path = "/api/v1/batches", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<String>> submit(
            @RequestBody Flux<PartEvent> parts,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user,
            ServerWebExchange exchange) {
        return Mono.usingWhen(
                receiveFiles.receive(parts),
                intake -> Mono.fromCallable(() -> SubmissionForm.read(intake))
                        .subscribeOn(Schedulers.boundedElastic()) // it compiles the schema
                        .flatMap(submission -> idempotent.once(
                                new RequestKey(user.getName(), key, submission.fingerprint()),
                                (NewBatch batch) -> answer(batch, RequestId.of(exchange)),
                                claim -> submitBatch.submit(claim, submission)))
                        .map(Answer::toResponse),
                BatchIntakeApi::discard);
    }

    private static Mono<Void> discard(Intake intake) {
        return Mono.<Void>fromRunnable(intake::discard).subscribeOn(Schedulers.boundedElastic());
    }

    private Answer answer(NewBatch batch, String requestId) {
        List<RejectedFile> rejected = batch.rejected().stream()
                .map(file -> new RejectedFile(file.documentId(), file.file().filename(), file.code(), file.detail()))
                .toList();
        if (batch.accepted().isEmpty()) {
            return new Answer(
                    statusOf(rejected).value(),
                    null,
                    json.writeValueAsString(allRejected(rejected, batch.id()).body(requestId)));
        }
        List<AcceptedDocument> accepted = batch.accepted().stream()
                .map(file -> new AcceptedDocument(
                        file.documentId(),
                        file.file().filename(),
                        file.mimeType(),
                        file.file().sizeBytes(),
                        file.pages()))
                .toList();
        return new Answer(
                HttpStatus.CREATED.value(),
                "/api/v1/batches/" + batch.id(),
                json.writeValueAsString(
                        new SubmittedBatch(batch.id(), "queued", accepted, rejected, batch.totalPages())));
    }

    /** The batch is stored, as failed, so that the user can look up the reasons; the request is answered as an error. */
    private static Problem allRejected(List<RejectedFile> rejected, UUID batchId) {
        HttpStatus status = statusOf(rejected);
        ErrorCode code =
                status == HttpStatus.CONTENT_TOO_LARGE ? ErrorCode.FILE_TOO_LARGE : ErrorCode.ALL_FILES_REJECTED;
        return Problem.of(status, code, "None of the files can be processed.")
                .with("batchId", batchId)
                .with("rejected", rejected);
    }

    private static HttpStatus statusOf(List<RejectedFile> rejected) {
        boolean onlySize = rejected.stream().allMatch(file -> file.code().equals(ErrorCode.FILE_TOO_LARGE.wireName()));
        return onlySize ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.UNPROCESSABLE_CONTENT;
    }
}
