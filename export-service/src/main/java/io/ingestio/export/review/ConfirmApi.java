package io.ingestio.export.review;

import io.ingestio.database.idempotency.Answer;
import io.ingestio.database.idempotency.IdempotentRequests;
import io.ingestio.database.idempotency.RequestKey;
import io.ingestio.export.review.Confirmed.Review;
import io.ingestio.http.Ids;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api/v1/documents/{id}/confirm} and {@code POST /api/v1/documents/confirm}. */
@RestController
@RequestMapping("/api/v1/documents")
class ConfirmApi {

    private static final int MAX_DOCUMENTS = 1_000;

    private final ConfirmDocuments confirmDocuments;
    private final IdempotentRequests idempotent;
    private final JsonMapper json;

    ConfirmApi(ConfirmDocuments confirmDocuments, IdempotentRequests idempotent, JsonMapper json) {
        this.confirmDocuments = confirmDocuments;
        this.idempotent = idempotent;
        this.json = json;
    }

    /** @param includeAttention whether those that need attention are confirmed too; false without it */
    record ConfirmRequest(
            @Nullable List<UUID> documentIds, @Nullable Boolean includeAttention) {}

    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Confirmed.class)))
    @PostMapping("/confirm")
    Mono<ResponseEntity<String>> confirmMany(
            @RequestBody ConfirmRequest body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user) {
        List<UUID> ids = Ids.given("documentIds", body.documentIds(), MAX_DOCUMENTS);
        boolean includeAttention = Boolean.TRUE.equals(body.includeAttention());
        return idempotent
                .<Confirmed>once(
                        new RequestKey(user.getName(), key, "confirm " + body),
                        this::answer,
                        claim -> confirmDocuments.confirm(claim, ids, includeAttention))
                .map(Answer::toResponse);
    }

    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Review.class)))
    @PostMapping("/{id}/confirm")
    Mono<ResponseEntity<String>> confirm(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user) {
        return idempotent
                .<Review>once(
                        new RequestKey(user.getName(), key, "confirm " + id + " " + ifMatch),
                        this::answer,
                        claim -> confirmDocuments.confirm(claim, id, SeenVersion.of(id, ifMatch)))
                .map(Answer::toResponse);
    }

    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Review.class)))
    @DeleteMapping("/{id}/confirm")
    Mono<ResponseEntity<String>> withdraw(@PathVariable UUID id, Principal user) {
        return idempotent
                .<Review>once(
                        new RequestKey(user.getName(), null, "unconfirm " + id),
                        this::answer,
                        claim -> confirmDocuments.withdraw(claim, id))
                .map(Answer::toResponse);
    }

    private Answer answer(Object body) {
        return new Answer(200, null, json.writeValueAsString(body));
    }
}
