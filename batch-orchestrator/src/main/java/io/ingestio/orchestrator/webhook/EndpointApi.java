package io.ingestio.orchestrator.webhook;

import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.IdempotentRequests;
import io.ingestio.database.idempotency.RequestKey;
import io.ingestio.http.list.Cursor;
import io.ingestio.http.list.Page;
import io.ingestio.orchestrator.webhook.EndpointTable.EndpointView;
import io.ingestio.orchestrator.webhook.SecretAnswer.WithSecretView;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /api/v1/webhook-endpoints}: where a user is called. */
@RestController
@RequestMapping("/api/v1/webhook-endpoints")
class EndpointApi {

    private final ManageEndpoints manageEndpoints;
    private final EndpointTable endpoints;
    private final WebhookSettings settings;
    private final Tenancy tenancy;
    private final IdempotentRequests idempotent;
    private final SecretAnswer secretAnswer;

    EndpointApi(
            ManageEndpoints manageEndpoints,
            EndpointTable endpoints,
            WebhookSettings settings,
            Tenancy tenancy,
            IdempotentRequests idempotent,
            SecretAnswer secretAnswer) {
        this.manageEndpoints = manageEndpoints;
        this.idempotent = idempotent;
        this.secretAnswer = secretAnswer;
        this.endpoints = endpoints;
        this.settings = settings;
        this.tenancy = tenancy;
    }

    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = WithSecretView.class)))
    @PostMapping
    Mono<ResponseEntity<String>> create(
            @RequestBody EndpointRequest body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user) {
        settings.requireConfigured();
        EndpointRequest request = body.forNew();
        return idempotent
                .once(
                        new RequestKey(user.getName(), key, "webhook-endpoint " + request),
                        secretAnswer::created,
                        claim -> manageEndpoints.create(claim, request))
                .map(stored -> secretAnswer.toSend(stored).toResponse());
    }

    @GetMapping
    Mono<Page<EndpointView>> list(
            @RequestParam(defaultValue = "25") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Principal user) {
        Cursor after = Cursor.decode(cursor);
        return Page.read(
                limit,
                rows -> tenancy.manyAsUser(user.getName(), endpoints.list(user.getName(), after, rows)),
                endpoint -> new Cursor(endpoint.createdAt(), endpoint.id()).encode());
    }

    @GetMapping("/{id}")
    Mono<EndpointView> one(@PathVariable UUID id, Principal user) {
        return tenancy.asUser(user.getName(), endpoints.find(user.getName(), id))
                .switchIfEmpty(Mono.error(ManageEndpoints::notFound));
    }

    @PatchMapping("/{id}")
    Mono<EndpointView> change(@PathVariable UUID id, @RequestBody EndpointRequest body, Principal user) {
        return manageEndpoints.change(user.getName(), id, body.forChange());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@PathVariable UUID id, Principal user) {
        return manageEndpoints.delete(user.getName(), id);
    }

    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WithSecretView.class)))
    @PostMapping("/{id}/secret/rotate")
    Mono<ResponseEntity<String>> rotateSecret(
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user) {
        settings.requireConfigured();
        return idempotent
                .once(
                        new RequestKey(user.getName(), key, "webhook-secret " + id),
                        secretAnswer::rotated,
                        claim -> manageEndpoints.rotateSecret(claim, id))
                .map(stored -> secretAnswer.toSend(stored).toResponse());
    }
}
