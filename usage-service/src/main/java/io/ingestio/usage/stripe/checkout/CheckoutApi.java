package io.ingestio.usage.stripe.checkout;

import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Answer;
import io.ingestio.database.idempotency.IdempotentRequests;
import io.ingestio.database.idempotency.RequestKey;
import io.ingestio.usage.stripe.Prices;
import io.ingestio.usage.stripe.checkout.StripeSessionClient.Session;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /api/v1/checkout/sessions} and {@code /billing-portal/sessions}: where the user's browser goes to buy something or to
 * manage what was bought. Payments arrive at the webhook, never from the browser. A repeated request with the same key gets the same
 * session.
 */
@RestController
class CheckoutApi {

    private final OpenCheckout openCheckout;
    private final IdempotentRequests idempotent;
    private final Tenancy tenancy;
    private final JsonMapper json;
    private final Supplier<UUID> ids;

    CheckoutApi(
            OpenCheckout openCheckout,
            IdempotentRequests idempotent,
            Tenancy tenancy,
            JsonMapper json,
            Supplier<UUID> ids) {
        this.openCheckout = openCheckout;
        this.idempotent = idempotent;
        this.tenancy = tenancy;
        this.json = json;
        this.ids = ids;
    }

    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Session.class)))
    @PostMapping("/api/v1/checkout/sessions")
    Mono<ResponseEntity<String>> checkout(
            @RequestBody CheckoutRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user) {
        String userId = user.getName();
        Prices.Offer offer = request.offer();
        String fingerprint = "checkout " + request;
        UUID attempt = attempt(userId, key, fingerprint);
        return idempotent
                .once(
                        new RequestKey(userId, key, fingerprint),
                        this::created,
                        claim -> openCheckout
                                .checkout(userId, attempt, offer)
                                .flatMap(session -> tenancy.asUser(
                                        userId,
                                        openCheckout.opened(attempt, session).then(claim.complete(session)))))
                .map(Answer::toResponse);
    }

    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Session.class)))
    @PostMapping("/api/v1/billing-portal/sessions")
    Mono<ResponseEntity<String>> portal(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, Principal user) {
        String userId = user.getName();
        UUID attempt = attempt(userId, key, "portal");
        return idempotent
                .once(
                        new RequestKey(userId, key, "portal"),
                        this::created,
                        claim -> openCheckout
                                .portal(userId, attempt)
                                .flatMap(session -> tenancy.asUser(userId, claim.complete(session))))
                .map(Answer::toResponse);
    }

    private Answer created(Session session) {
        return new Answer(201, null, json.writeValueAsString(session));
    }

    /** The same id for a repeated request with its key, in case the first answer of Stripe was lost: Stripe then knows it. */
    private UUID attempt(String userId, @Nullable String key, String fingerprint) {
        return key == null
                ? ids.get()
                : UUID.nameUUIDFromBytes((userId + "\n" + key + "\n" + fingerprint).getBytes(StandardCharsets.UTF_8));
    }
}
