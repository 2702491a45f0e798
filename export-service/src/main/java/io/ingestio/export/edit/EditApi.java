package io.ingestio.export.edit;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.idempotency.Answer;
import io.ingestio.database.idempotency.IdempotentRequests;
import io.ingestio.database.idempotency.RequestKey;
import io.ingestio.export.review.SeenVersion;
import io.ingestio.export.version.DataView;
import io.ingestio.export.version.Version;
import io.ingestio.export.version.VersionTag;
import io.ingestio.http.Problem;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** {@code PATCH /api/v1/documents/{id}/data} and {@code POST /api/v1/documents/{id}/data/restore}. */
@RestController
@RequestMapping("/api/v1/documents/{id}/data")
class EditApi {

    private final EditData editData;
    private final IdempotentRequests idempotent;
    private final JsonMapper json;

    EditApi(EditData editData, IdempotentRequests idempotent, JsonMapper json) {
        this.editData = editData;
        this.idempotent = idempotent;
        this.json = json;
    }

    /**
     * An operation of RFC 6902.
     *
     * @param op    add, remove, replace, move, copy or test
     * @param path  JSON Pointer
     * @param from  JSON Pointer of a value that is moved or copied
     * @param value what is added, replaced or tested for
     */
    record PatchOperation(
            String op,
            String path,
            @Nullable String from,
            @Nullable Object value) {}

    /** Edits what the person saw: {@code If-Match} is the ETag of it. */
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json-patch+json",
                            array = @ArraySchema(schema = @Schema(implementation = PatchOperation.class))))
    @PatchMapping(consumes = "application/json-patch+json")
    Mono<ResponseEntity<DataView>> patch(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody String patch,
            Principal user) {
        SeenVersion seen = SeenVersion.of(id, ifMatch);
        if (seen == null) {
            throw Problem.of(
                    HttpStatus.PRECONDITION_REQUIRED,
                    ErrorCode.IF_MATCH_REQUIRED,
                    "Send the ETag of the version that you edit in If-Match, so that no one's work is lost.");
        }
        return editData.patch(user.getName(), id, seen, patch)
                .map(made -> ResponseEntity.ok().eTag(VersionTag.of(made)).body(DataView.of(made)));
    }

    /** @param edit 0 without it: the version as it was extracted */
    record RestoreRequest(
            @Nullable Integer version, @Nullable Integer edit) {

        Version wanted() {
            if (version == null) {
                throw Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT, ErrorCode.INVALID_REQUEST, "version must name a version.");
            }
            return new Version(version, edit == null ? 0 : edit);
        }
    }

    /** The version that a call made, or found as the newest one. */
    record Restored(UUID documentId, int version, int edit, String name) {}

    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Restored.class)))
    @PostMapping("/restore")
    Mono<ResponseEntity<String>> restore(
            @PathVariable UUID id,
            @RequestBody RestoreRequest body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user) {
        Version wanted = body.wanted();
        return idempotent
                .<Version>once(
                        new RequestKey(user.getName(), key, "restore " + id + " " + wanted.name() + " " + ifMatch),
                        made -> answer(id, made),
                        claim -> editData.restore(claim, id, wanted, SeenVersion.of(id, ifMatch)))
                .map(Answer::toResponse);
    }

    private Answer answer(UUID id, Version made) {
        var restored = new Restored(id, made.run(), made.edit(), made.name());
        return new Answer(200, null, json.writeValueAsString(restored));
    }
}
