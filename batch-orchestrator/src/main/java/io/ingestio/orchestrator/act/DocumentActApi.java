package io.ingestio.orchestrator.act;

import io.ingestio.database.idempotency.Answer;
import io.ingestio.database.idempotency.Claim;
import io.ingestio.database.idempotency.IdempotentRequests;
import io.ingestio.database.idempotency.RequestKey;
import io.ingestio.http.Ids;
import io.ingestio.orchestrator.document.Redo;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
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

/** {@code POST /api/v1/documents/redo}, {@code POST /api/v1/documents/delete}, {@code DELETE /api/v1/documents/{id}}. */
@RestController
@RequestMapping("/api/v1/documents")
class DocumentActApi {

    private static final int MAX_DOCUMENTS = 1_000;

    private final ActOnDocuments actOnDocuments;
    private final IdempotentRequests idempotent;
    private final JsonMapper json;

    DocumentActApi(ActOnDocuments actOnDocuments, IdempotentRequests idempotent, JsonMapper json) {
        this.actOnDocuments = actOnDocuments;
        this.idempotent = idempotent;
        this.json = json;
    }

    record DeleteRequest(@Nullable List<UUID> documentIds) {}

    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Acted.class)))
    @PostMapping("/redo")
    Mono<ResponseEntity<String>> redo(
            @RequestBody RedoRequest body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user) {
        List<UUID> ids = Ids.given("documentIds", body.documentIds(), MAX_DOCUMENTS);
        Redo redo = body.redo();
        return once(
                new RequestKey(user.getName(), key, "redo " + body), claim -> actOnDocuments.redo(claim, ids, redo));
    }

    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Acted.class)))
    @PostMapping("/delete")
    Mono<ResponseEntity<String>> delete(
            @RequestBody DeleteRequest body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user) {
        List<UUID> ids = Ids.given("documentIds", body.documentIds(), MAX_DOCUMENTS);
        return once(new RequestKey(user.getName(), key, "delete " + body), claim -> actOnDocuments.delete(claim, ids));
    }

    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Acted.class)))
    @DeleteMapping("/{id}")
    Mono<ResponseEntity<String>> deleteOne(@PathVariable UUID id, Principal user) {
        return once(
                new RequestKey(user.getName(), null, "delete " + id),
                claim -> actOnDocuments.delete(claim, List.of(id)));
    }

    private Mono<ResponseEntity<String>> once(RequestKey request, Function<Claim<Acted>, Mono<Acted>> act) {
        return idempotent
                .once(request, acted -> new Answer(202, null, json.writeValueAsString(acted)), act)
                .map(Answer::toResponse);
    }
}
