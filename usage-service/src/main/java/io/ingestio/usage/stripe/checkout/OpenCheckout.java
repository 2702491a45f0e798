package io.ingestio.usage.stripe.checkout;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import io.ingestio.usage.stripe.AttemptTable;
import io.ingestio.usage.stripe.CustomerTable;
import io.ingestio.usage.stripe.Prices;
import io.ingestio.usage.stripe.StripeSettings;
import io.ingestio.usage.stripe.checkout.StripeSessionClient.Session;
import io.ingestio.usage.stripe.subscription.StripeSubscriptionTable;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens a checkout, or the billing portal, for a user. */
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
     * @param attempt of the payment; Stripe opens one session for it, however often it is asked
     * @throws Problem 503 {@code billing_not_configured}, 422 {@code price_not_configured}, 409 {@code already_subscribed}, 502
     *     {@code billing_provider_error}
     */
    Mono<Session> checkout(String userId, UUID attempt, Prices.Offer offer) {
        return requireConfigured()
                .then(Mono.fromSupplier(() -> priceOf(offer)))
                .flatMap(price -> begin(attempt, userId, offer, price))
                .flatMap(this::open);
    }

    private String priceOf(Prices.Offer offer) {
        return prices.priceOf(offer)
                .orElseThrow(() -> Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        ErrorCode.PRICE_NOT_CONFIGURED,
                        "This is not for sale: no price is configured for it."));
    }

    private Mono<NewCheckout> begin(UUID attempt, String userId, Prices.Offer offer, String price) {
        return tenancy.asUser(
                userId,
                rejectSecondPlan(userId, offer)
                        .then(customers.ofUser(userId))
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .map(customer -> new NewCheckout(attempt, userId, offer, price, customer.orElse(null)))
                        .flatMap(checkout -> attempts.begin(attempt, userId, checkout.kind(), price)
                                .thenReturn(checkout)));
    }

    /** A second plan would be charged beside the first: a plan is changed in the portal, and keeps its period. */
    private Mono<Void> rejectSecondPlan(String userId, Prices.Offer offer) {
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

    private Mono<Session> open(NewCheckout checkout) {
        return stripe.checkout(checkout.params(settings), checkout.attempt().toString())
                .onErrorResume(
                        Problem.class,
                        refusal -> recordRefusal(checkout, refusal).then(Mono.error(refusal)));
    }

    private Mono<Void> recordRefusal(NewCheckout checkout, Problem refusal) {
        return tenancy.asUser(
                checkout.userId(),
                attempts.refused(checkout.attempt(), refusal.code().wireName()));
    }

    /** Stores which session belongs to an attempt. Must run in a transaction of the user. */
    Mono<Void> opened(UUID attempt, Session session) {
        return attempts.opened(attempt, session.id());
    }

    /**
     * @throws Problem 503 {@code billing_not_configured}, 409 {@code no_billing_account}, 502 {@code billing_provider_error}
     */
    Mono<Session> portal(String userId, UUID attempt) {
        return requireConfigured()
                .then(tenancy.asUser(userId, customers.ofUser(userId)))
                .switchIfEmpty(Mono.error(() -> Problem.of(
                        HttpStatus.CONFLICT,
                        ErrorCode.NO_BILLING_ACCOUNT,
                        "There is nothing to manage yet: buy something first.")))
                .flatMap(customer -> stripe.portal(customer, attempt.toString()));
    }

    private Mono<Void> requireConfigured() {
        return settings.canCall()
                ? Mono.empty()
                : Mono.error(() -> Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        ErrorCode.BILLING_NOT_CONFIGURED,
                        "Nothing can be bought here: billing is not configured."));
    }
}
