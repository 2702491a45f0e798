package io.ingestio.orchestrator.webhook;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Claim;
import io.ingestio.http.Problem;
import io.ingestio.orchestrator.webhook.EndpointTable.EndpointView;
import io.ingestio.orchestrator.webhook.EndpointTable.NewEndpoint;
import io.ingestio.orchestrator.webhook.address.AllowedAddresses;
import io.ingestio.orchestrator.webhook.address.UrlRejected;
import io.ingestio.orchestrator.webhook.address.UrlRules;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Registers, changes and deletes endpoints of a user. A URL is judged before it is stored, and before each call once more. */
@Component
class ManageEndpoints {

    private final EndpointTable endpoints;
    private final UrlRules urls;
    private final AllowedAddresses addresses;
    private final SecretVault vault;
    private final WebhookSettings settings;
    private final Tenancy tenancy;
    private final Supplier<UUID> ids;
    private final SecureRandom random = new SecureRandom();

    ManageEndpoints(
            EndpointTable endpoints,
            UrlRules urls,
            AllowedAddresses addresses,
            SecretVault vault,
            WebhookSettings settings,
            Tenancy tenancy,
            Supplier<UUID> endpointIds) {
        this.endpoints = endpoints;
        this.urls = urls;
        this.addresses = addresses;
        this.vault = vault;
        this.settings = settings;
        this.tenancy = tenancy;
        this.ids = endpointIds;
    }

    /** An endpoint with its secret, which is shown this once. */
    record WithSecret(EndpointView endpoint, SigningSecret secret) {}

    /** @throws Problem if the URL is not allowed, or the user has as many endpoints as allowed */
    Mono<WithSecret> create(Claim<WithSecret> claim, EndpointRequest request) {
        String userId = claim.userId();
        String url = Objects.requireNonNull(request.url(), "url");
        List<String> events = Objects.requireNonNull(request.events(), "events");
        UUID id = ids.get();
        SigningSecret secret = SigningSecret.random(random);
        return judge(url)
                .then(Mono.defer(() -> tenancy.asUser(
                        userId,
                        endpoints
                                .insert(
                                        new NewEndpoint(id, userId, url, events, vault.encrypt(secret, id)),
                                        settings.endpoints())
                                .switchIfEmpty(Mono.error(this::tooMany))
                                .flatMap(view -> claim.complete(new WithSecret(view, secret))))));
    }

    /** What waits for an endpoint that is disabled has failed. */
    Mono<EndpointView> change(String userId, UUID id, EndpointRequest request) {
        return judge(request.url())
                .then(tenancy.asUser(
                        userId, endpoints.update(userId, id, request.url(), request.events(), request.enabled())))
                .switchIfEmpty(Mono.error(ManageEndpoints::notFound))
                .delayUntil(view -> view.enabled() ? Mono.empty() : tenancy.asUser(userId, endpoints.failPending(id)));
    }

    Mono<WithSecret> rotateSecret(Claim<WithSecret> claim, UUID id) {
        String userId = claim.userId();
        SigningSecret secret = SigningSecret.random(random);
        return tenancy.asUser(
                userId,
                endpoints
                        .rotate(userId, id, vault.encrypt(secret, id), settings.overlap())
                        .switchIfEmpty(Mono.error(ManageEndpoints::notFound))
                        .flatMap(view -> claim.complete(new WithSecret(view, secret))));
    }

    Mono<Void> delete(String userId, UUID id) {
        return tenancy.asUser(userId, endpoints.delete(userId, id))
                .filter(deleted -> deleted)
                .switchIfEmpty(Mono.error(ManageEndpoints::notFound))
                .then();
    }

    private Mono<Void> judge(@Nullable String url) {
        if (url == null) {
            return Mono.empty();
        }
        return Mono.fromSupplier(() -> urls.check(url))
                .map(URI::getHost)
                .flatMap(addresses::of)
                .timeout(settings.timeout())
                .onErrorMap(UrlRejected.class, ManageEndpoints::problem)
                .then();
    }

    private static Problem problem(UrlRejected rejected) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, rejected.code(), rejected.detail());
    }

    private Problem tooMany() {
        return Problem.of(
                HttpStatus.CONFLICT,
                ErrorCode.TOO_MANY_WEBHOOK_ENDPOINTS,
                "There may be at most " + settings.endpoints() + " webhook endpoints.");
    }

    static Problem notFound() {
        return Problem.notFound("webhook endpoint");
    }
}
