package io.ingestio.usage.stripe.checkout;

import io.ingestio.database.idempotency.Answer;
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
    private final JsonMapper json;

    CheckoutApi(OpenCheckout openCheckout, JsonMapper json) {
        this.openCheckout = openCheckout;
        this.json = json;
    }

    @PostMapping("/api/v1/checkout/sessions")
    Mono<ResponseEntity<String>> checkout(
            @RequestBody CheckoutRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user) {
        return openCheckout
                .checkout(user.getName(), key, request, this::created)
                .map(Answer::toResponse);
    }

    @PostMapping("/api/v1/billing-portal/sessions")
    Mono<ResponseEntity<String>> portal(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, Principal user) {
        return openCheckout.portal(user.getName(), key, this::created).map(Answer::toResponse);
    }

    private Answer created(Session session) {
        return new Answer(201, null, json.writeValueAsString(session));
    }
}
