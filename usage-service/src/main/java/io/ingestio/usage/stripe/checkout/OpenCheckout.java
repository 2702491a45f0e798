package io.ingestio.usage.stripe.checkout;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Claim;
import io.ingestio.database.idempotency.RequestKey;
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
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens a checkout, or the billing portal, for a user. A request that is repeated with its key gets the same session. */
@Component
class OpenCheckout {

    private final StripeSessionClient stripe;
    private final StripeSettings settings;
    private final Prices prices;
    private final CustomerTable customers;
    private final StripeSubscriptionTable subscriptions;
    private final AttemptTable attempts;
    private final Tenancy tenancy;
    private final Clock clock;

    OpenCheckout(
            StripeSessionClient stripe,
            StripeSettings settings,
            Prices prices,
            CustomerTable customers,
            StripeSubscriptionTable subscriptions,
            AttemptTable attempts,
            Tenancy tenancy,
            Clock clock) {
        this.stripe = stripe;
        this.settings = settings;
        this.prices = prices;
        this.customers = customers;
        this.subscriptions = subscriptions;
        this.attempts = attempts;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /**
     * @throws Problem 503 {@code billing_not_configured}, 422 {@code price_not_configured}, 409 {@code already_subscribed}, 502
     *     {@code billing_provider_error}
     */
    Mono<Session> checkout(Claim<Session> claim, CheckoutRequest request) {
        requireConfigured();
        Prices.Offer offer = request.offer();
        String price = prices.priceOf(offer)
                .orElseThrow(() -> Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        ErrorCode.PRICE_NOT_CONFIGURED,
                        "This is not for sale: no price is configured for it."));
        return begin(attempt(claim.request()), claim.userId(), offer, price).flatMap(checkout -> open(checkout, claim));
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

    private Mono<Session> open(NewCheckout checkout, Claim<Session> claim) {
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
                        attempts.opened(checkout.attempt(), session.id()).then(claim.complete(session))));
    }

    /**
     * @throws Problem 503 {@code billing_not_configured}, 409 {@code no_billing_account}, 502 {@code billing_provider_error}
     */
    Mono<Session> portal(Claim<Session> claim) {
        requireConfigured();
        String userId = claim.userId();
        String stripeKey = attempt(claim.request()).toString();
        return tenancy.asUser(userId, customers.ofUser(userId))
                .switchIfEmpty(Mono.error(() -> Problem.of(
                        HttpStatus.CONFLICT,
                        ErrorCode.NO_BILLING_ACCOUNT,
                        "There is nothing to manage yet: buy something first.")))
                .flatMap(customer -> stripe.portal(customer, stripeKey))
                .flatMap(session -> tenancy.asUser(userId, claim.complete(session)));
    }

    private void requireConfigured() {
        if (!settings.canCall()) {
            throw Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    ErrorCode.BILLING_NOT_CONFIGURED,
                    "Nothing can be bought here: billing is not configured.");
        }
    }

    /** Equal for a request that is repeated with its key: Stripe returns the first session, also where our answer was lost. */
    private static UUID attempt(RequestKey request) {
        String key = request.key();
        return key == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes((request.userId() + "\n" + key + "\n" + request.fingerprint())
                        .getBytes(StandardCharsets.UTF_8));
    }
}
