package io.ingestio.orchestrator.webhook;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Cursor;
import io.ingestio.http.Page;
import io.ingestio.orchestrator.webhook.EndpointTable.EndpointView;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * {@code /api/v1/webhook-endpoints}: where a user is called. Without {@code Idempotency-Key}: the answer to such a request is stored, and
 * this one holds a secret.
 */
@RestController
@RequestMapping("/api/v1/webhook-endpoints")
class EndpointApi {

    private final ManageEndpoints manageEndpoints;
    private final EndpointTable endpoints;
    private final WebhookSettings settings;
    private final Tenancy tenancy;

    EndpointApi(ManageEndpoints manageEndpoints, EndpointTable endpoints, WebhookSettings settings, Tenancy tenancy) {
        this.manageEndpoints = manageEndpoints;
        this.endpoints = endpoints;
        this.settings = settings;
        this.tenancy = tenancy;
    }

    /** @param secret shown in this answer and never again */
    record WithSecretView(@JsonUnwrapped EndpointView endpoint, String secret) {

        static WithSecretView of(ManageEndpoints.WithSecret created) {
            return new WithSecretView(created.endpoint(), created.secret().text());
        }
    }

    @ApiResponse(responseCode = "201")
    @PostMapping
    Mono<ResponseEntity<WithSecretView>> create(@RequestBody EndpointRequest body, Principal user) {
        settings.requireConfigured();
        return manageEndpoints
                .create(user.getName(), body.forNew())
                .map(created -> ResponseEntity.created(URI.create("/api/v1/webhook-endpoints/"
                                + created.endpoint().id()))
                        .body(WithSecretView.of(created)));
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

    @PostMapping("/{id}/secret/rotate")
    Mono<WithSecretView> rotateSecret(@PathVariable UUID id, Principal user) {
        settings.requireConfigured();
        return manageEndpoints.rotateSecret(user.getName(), id).map(WithSecretView::of);
    }
}
