package io.ingestio.upload.draft;

import io.ingestio.contracts.usage.Admission;
import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Answer;
import io.ingestio.database.idempotency.IdempotentRequests;
import io.ingestio.database.idempotency.RequestKey;
import io.ingestio.http.Problem;
import io.ingestio.http.RequestId;
import io.ingestio.upload.admission.UsageClient;
import io.ingestio.upload.batch.SubmissionAnswer;
import io.ingestio.upload.receive.ReceiveJson;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Open a draft, look at it, leave a file out, submit it. */
@RestController
@RequestMapping("/api/v1/batches")
class DraftApi {

    private final UsageClient usage;
    private final ReceiveJson receiveJson;
    private final OpenDraft openDraft;
    private final SubmitDraft submitDraft;
    private final LeaveOutFile leaveOutFile;
    private final DraftTable drafts;
    private final DraftFileTable files;
    private final Tenancy tenancy;
    private final IdempotentRequests idempotent;
    private final JsonMapper json;

    DraftApi(
            UsageClient usage,
            ReceiveJson receiveJson,
            OpenDraft openDraft,
            SubmitDraft submitDraft,
            LeaveOutFile leaveOutFile,
            DraftTable drafts,
            DraftFileTable files,
            Tenancy tenancy,
            IdempotentRequests idempotent,
            JsonMapper json) {
        this.usage = usage;
        this.receiveJson = receiveJson;
        this.openDraft = openDraft;
        this.submitDraft = submitDraft;
        this.leaveOutFile = leaveOutFile;
        this.drafts = drafts;
        this.files = files;
        this.tenancy = tenancy;
        this.idempotent = idempotent;
        this.json = json;
    }

    record SubmitBody(@Nullable Boolean withoutMissing) {}

    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = NewDraft.Body.class)))
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = DraftView.class)))
    @PostMapping(path = "/drafts", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<String>> open(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user,
            ServerWebExchange exchange) {
        String userId = user.getName();
        return idempotent.isAnswered(userId, key).flatMap(answered -> {
            Mono<Integer> maxFiles = answered
                    ? Mono.just(Integer.MAX_VALUE)
                    : usage.requireAdmissible(userId, 1).map(Admission::documentsPerBatch);
            return maxFiles.flatMap(most -> receiveJson.receive(
                            exchange.getRequest(), userId, NewDraft.Body.class, body -> NewDraft.of(body, most)))
                    .flatMap(wanted -> idempotent.once(
                            new RequestKey(userId, key, wanted.fingerprint()),
                            this::opened,
                            claim -> usage.admit(userId, wanted.files().size())
                                    .flatMap(plan -> openDraft.open(claim, wanted, plan))))
                    .map(Answer::toResponse);
        });
    }

    private Answer opened(DraftView view) {
        return new Answer(
                HttpStatus.CREATED.value(), "/api/v1/batches/drafts/" + view.id(), json.writeValueAsString(view));
    }

    @GetMapping("/drafts/{id}")
    Mono<DraftView> look(@PathVariable UUID id, Principal user) {
        String userId = user.getName();
        return tenancy.asUser(
                        userId,
                        drafts.find(userId, id)
                                .flatMap(draft ->
                                        files.ofDraft(userId, id).collectList().map(all -> DraftView.of(draft, all))))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("draft")));
    }

    @DeleteMapping("/{id}/documents/{documentId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> leaveOut(@PathVariable UUID id, @PathVariable UUID documentId, Principal user) {
        return leaveOutFile.leaveOut(user.getName(), id, documentId);
    }

    @ApiResponse(
            responseCode = "202",
            content = @Content(schema = @Schema(implementation = SubmissionAnswer.SubmittedBatch.class)))
    @PostMapping("/{id}/submit")
    Mono<ResponseEntity<String>> submit(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable SubmitBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user,
            ServerWebExchange exchange) {
        boolean withoutMissing = body != null && Boolean.TRUE.equals(body.withoutMissing());
        var request = new SubmitDraft.Request(id, withoutMissing, RequestId.of(exchange));
        return idempotent
                .once(
                        new RequestKey(user.getName(), key, "submit " + id + " " + withoutMissing),
                        (Answer answer) -> answer,
                        claim -> submitDraft.submit(claim, request))
                .map(Answer::toResponse);
    }
}
