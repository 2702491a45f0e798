package io.ingestio.usage.stripe.checkout;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Answer;
import io.ingestio.database.idempotency.IdempotentRequests;
import io.ingestio.http.Problem;
import io.ingestio.usage.stripe.AttemptTable;
import io.ingestio.usage.stripe.CustomerTable;
import io.ingestio.usage.stripe.Prices;
import io.ingestio.usage.stripe.StripeSettings;
import io.ingestio.usage.stripe.checkout.StripeSessionClient.Session;
import io.ingestio.usage.stripe.subscription.StripeSubscriptionTable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens a checkout, or the billing portal, for a user. Whoever repeats a request with its key gets the same session. */
@Component
class OpenCheckout {

    private final StripeSessionClient stripe;
    private final StripeSettings settings;
    private final Prices prices;
    private final CustomerTable customers;
    private final StripeSubscriptionTable subscriptions;
    private final AttemptTable attempts;
    private final IdempotentRequests idempotent;
    private final Tenancy tenancy;
    private final Clock clock;

    OpenCheckout(
            StripeSessionClient stripe,
            StripeSettings settings,
            Prices prices,
            CustomerTable customers,
            StripeSubscriptionTable subscriptions,
            AttemptTable attempts,
            IdempotentRequests idempotent,
            Tenancy tenancy,
            Clock clock) {
        this.stripe = stripe;
        this.settings = settings;
        this.prices = prices;
        this.customers = customers;
        this.subscriptions = subscriptions;
        this.attempts = attempts;
        this.idempotent = idempotent;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /**
     * @throws Problem 503 {@code billing_not_configured}, 422 {@code price_not_configured}, 409 {@code already_subscribed}, 502
     *     {@code billing_provider_error}
     */
    Mono<Answer> checkout(
            String userId, @Nullable String key, CheckoutRequest request, Function<Session, Answer> answer) {
        requireConfigured();
        Prices.Offer offer = request.offer();
        String price = prices.priceOf(offer)
                .orElseThrow(() -> Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        ErrorCode.PRICE_NOT_CONFIGURED,
                        "This is not for sale: no price is configured for it."));
        String fingerprint = "checkout " + request;
        UUID attempt = attempt(userId, key, fingerprint);
        return idempotent.once(
                userId,
                key,
                fingerprint,
                claim -> begin(attempt, userId, offer, price).flatMap(checkout -> open(checkout, claim, answer)));
    }

    private Mono<NewCheckout> begin(UUID attempt, String userId, Prices.Offer offer, String price) {
        return tenancy.asUser(
                userId,
                mayBuy(userId, offer)
                        .then(customers.ofUser(userId))
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .map(customer -> new NewCheckout(attempt, userId, offer, price, customer.orElse(null)))
                        .flatMap(checkout -> attempts.begin(attempt, userId, checkout.kind(), price)
                                .thenReturn(checkout)));
    }

    /** A plan beside a plan would be charged twice: what there is changes in the portal, and keeps its period. */
    private Mono<Void> mayBuy(String userId, Prices.Offer offer) {
        return switch (offer) {
            case Prices.Credits pack -> Mono.empty();
            case Prices.Plan plan ->
                subscriptions
                        .hasRunning(userId, clock.instant())
                        .filter(running -> running)
                        .flatMap(running -> Mono.error(Problem.of(
                                HttpStatus.CONFLICT,
                                ErrorCode.ALREADY_SUBSCRIBED,
                                "You have a subscription already. Change, renew or cancel it in the billing portal.")));
        };
    }

    private Mono<Answer> open(NewCheckout checkout, IdempotentRequests.Claim claim, Function<Session, Answer> answer) {
        String userId = checkout.userId();
        return stripe.checkout(checkout.params(settings), checkout.attempt().toString())
                .onErrorResume(
                        Problem.class,
                        refusal -> tenancy.asUser(
                                        userId,
                                        attempts.refused(
                                                checkout.attempt(),
                                                refusal.code().wireName()))
                                .then(Mono.error(refusal)))
                .flatMap(session -> tenancy.asUser(
                        userId,
                        attempts.opened(checkout.attempt(), session.id()).then(claim.settle(answer.apply(session)))));
    }

    /**
     * @throws Problem 503 {@code billing_not_configured}, 409 {@code no_billing_account}, 502 {@code billing_provider_error}
     */
    Mono<Answer> portal(String userId, @Nullable String key, Function<Session, Answer> answer) {
        requireConfigured();
        String stripeKey = attempt(userId, key, "portal").toString();
        return idempotent.once(
                userId,
                key,
                "portal",
                claim -> tenancy.asUser(userId, customers.ofUser(userId))
                        .switchIfEmpty(Mono.error(() -> Problem.of(
                                HttpStatus.CONFLICT,
                                ErrorCode.NO_BILLING_ACCOUNT,
                                "There is nothing to manage yet: buy something first.")))
                        .flatMap(customer -> stripe.portal(customer, stripeKey))
                        .flatMap(session -> tenancy.asUser(userId, claim.settle(answer.apply(session)))));
    }

    private void requireConfigured() {
        if (!settings.canCall()) {
            throw Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    ErrorCode.BILLING_NOT_CONFIGURED,
                    "Nothing can be bought here: billing is not configured.");
        }
    }

    /** The same for a request that is repeated with its key, should the first answer have been lost: Stripe knows it then. */
    private static UUID attempt(String userId, @Nullable String key, String fingerprint) {
        return key == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes((userId + "\n" + key + "\n" + fingerprint).getBytes(StandardCharsets.UTF_8));
    }
}
