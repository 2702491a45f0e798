package io.ingestio.upload.batch;

import io.ingestio.contracts.usage.Admission;
import io.ingestio.database.idempotency.Answer;
import io.ingestio.database.idempotency.IdempotentRequests;
import io.ingestio.database.idempotency.RequestKey;
import io.ingestio.http.RequestId;
import io.ingestio.upload.admission.UsageClient;
import io.ingestio.upload.receive.Intake;
import io.ingestio.upload.receive.ReceiveFiles;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * {@code POST /api/v1/batches}: a whole batch in one multipart request. Usage is asked before a byte of it is received, and again when the
 * number of files is known. What has arrived whole is submitted, even if the sender has gone meanwhile: a repetition with the same {@code
 * Idempotency-Key} gets the answer.
 */
@RestController
class BatchIntakeApi {

    private final UsageClient usage;
    private final ReceiveFiles receiveFiles;
    private final SubmitBatch submitBatch;
    private final SubmissionAnswer answers;
    private final IdempotentRequests idempotent;

    BatchIntakeApi(
            UsageClient usage,
            ReceiveFiles receiveFiles,
            SubmitBatch submitBatch,
            SubmissionAnswer answers,
            IdempotentRequests idempotent) {
        this.usage = usage;
        this.receiveFiles = receiveFiles;
        this.submitBatch = submitBatch;
        this.answers = answers;
        this.idempotent = idempotent;
    }

    /** The parts of the request, for its description. */
    record SubmissionParts(
            @ArraySchema(schema = @Schema(type = "string", format = "binary"))
            List<String> files,

            String promptStrategy,
            @Nullable String globalPrompt,
            @Nullable String perDocumentPrompts,
            @Nullable String batchName,
            @Nullable String schema) {}

    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = SubmissionAnswer.SubmittedBatch.class)))
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schema = @Schema(implementation = SubmissionParts.class)))
    @PostMapping(path = "/api/v1/batches", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<String>> submit(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user,
            ServerWebExchange exchange) {
        return admittedFiles(user.getName(), key)
                .flatMap(files -> receiveFiles.receive(exchange.getRequest(), user.getName(), files))
                .flatMap(intake -> submit(intake, user.getName(), key, RequestId.of(exchange)))
                .map(Answer::toResponse);
    }

    /** A repetition was admitted the first time; what it may bring is bounded by the settings alone. */
    private Mono<Integer> admittedFiles(String userId, @Nullable String key) {
        return idempotent
                .isAnswered(userId, key)
                .flatMap(answered -> answered
                        ? Mono.just(Integer.MAX_VALUE)
                        : usage.requireAdmissible(userId, 1).map(Admission::documentsPerBatch));
    }

    /** Runs to its end, whatever becomes of the request. */
    private Mono<Answer> submit(Intake intake, String userId, @Nullable String key, String requestId) {
        Mono<Answer> submission = Mono.usingWhen(
                Mono.just(intake),
                received -> Mono.fromCallable(() -> SubmissionForm.read(received))
                        .subscribeOn(Schedulers.boundedElastic()) // it compiles the schema
                        .flatMap(form -> idempotent.once(
                                new RequestKey(userId, key, form.fingerprint(received.files())),
                                (NewBatch batch) -> answers.of(batch, HttpStatus.CREATED, requestId),
                                claim -> submitBatch.submit(claim, form, received.files()))),
                received -> received.folder().discardLater());
        // As a signal: the failure of a submission whose sender has gone is expected, and is no error of an operator.
        return Mono.fromFuture(submission.materialize().toFuture(), true).dematerialize();
    }
}
