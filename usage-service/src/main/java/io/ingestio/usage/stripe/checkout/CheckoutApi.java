package io.ingestio.usage.stripe.checkout;

import io.ingestio.database.idempotency.Answer;
import io.ingestio.database.idempotency.IdempotentRequests;
import io.ingestio.database.idempotency.RequestKey;
import io.ingestio.usage.stripe.checkout.StripeSessionClient.Session;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /api/v1/checkout/sessions} and {@code /billing-portal/sessions}: where to send the user's browser, to buy something or
 * to manage what was bought. What follows from it arrives at the webhook, never from the browser.
 */
@RestController
class CheckoutApi {

    private final OpenCheckout openCheckout;
    private final IdempotentRequests idempotent;
    private final JsonMapper json;

    CheckoutApi(OpenCheckout openCheckout, IdempotentRequests idempotent, JsonMapper json) {
        this.openCheckout = openCheckout;
        this.idempotent = idempotent;
        this.json = json;
    }

    @PostMapping("/api/v1/checkout/sessions")
    Mono<ResponseEntity<String>> checkout(
            @RequestBody CheckoutRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user) {
        return idempotent
                .once(
                        new RequestKey(user.getName(), key, "checkout " + request),
                        this::created,
                        claim -> openCheckout.checkout(claim, request))
                .map(Answer::toResponse);
    }

    @PostMapping("/api/v1/billing-portal/sessions")
    Mono<ResponseEntity<String>> portal(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, Principal user) {
        return idempotent
                .once(new RequestKey(user.getName(), key, "portal"), this::created, openCheckout::portal)
                .map(Answer::toResponse);
    }

    private Answer created(Session session) {
        return new Answer(201, null, json.writeValueAsString(session));
    }
}
