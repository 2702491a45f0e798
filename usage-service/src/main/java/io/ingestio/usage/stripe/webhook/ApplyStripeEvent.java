package io.ingestio.usage.stripe.webhook;

import io.ingestio.usage.stripe.CustomerTable;
import io.ingestio.usage.stripe.event.Outcome;
import io.ingestio.usage.stripe.event.StripeEvent;
import io.ingestio.usage.stripe.payment.FollowCheckout;
import io.ingestio.usage.stripe.payment.FollowInvoice;
import io.ingestio.usage.stripe.payment.TakeBackCredits;
import io.ingestio.usage.stripe.subscription.FollowSubscription;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives an event its effect. The same event may be applied again: nothing is counted twice. */
@Component
class ApplyStripeEvent {

    static final Set<String> TYPES = Set.of(
            "checkout.session.completed",
            "checkout.session.async_payment_succeeded",
            "checkout.session.async_payment_failed",
            "checkout.session.expired",
            "customer.subscription.created",
            "customer.subscription.updated",
            "customer.subscription.deleted",
            "invoice.paid",
            "invoice.payment_succeeded",
            "invoice.payment_failed",
            "charge.refunded");

    private final CustomerTable customers;
    private final WebhookLogTable log;
    private final FollowSubscription followSubscription;
    private final FollowInvoice followInvoice;
    private final FollowCheckout followCheckout;
    private final TakeBackCredits takeBackCredits;

    ApplyStripeEvent(
            CustomerTable customers,
            WebhookLogTable log,
            FollowSubscription followSubscription,
            FollowInvoice followInvoice,
            FollowCheckout followCheckout,
            TakeBackCredits takeBackCredits) {
        this.customers = customers;
        this.log = log;
        this.followSubscription = followSubscription;
        this.followInvoice = followInvoice;
        this.followCheckout = followCheckout;
        this.takeBackCredits = takeBackCredits;
    }

    /** Joins the running transaction of the service. */
    Mono<Outcome> apply(StripeEvent event) {
        if (!TYPES.contains(event.type())) {
            return Mono.just(Outcome.ignored("unknown_type"));
        }
        return customers
                .lock(lockOf(event))
                .then(owner(event))
                .flatMap(owner -> ofAnother(event, owner)
                        ? Mono.just(Outcome.flagged("customer_of_another_user"))
                        : follow(event, owner.orElse(null)))
                .onErrorResume(StripeEvent.Unreadable.class, e -> Mono.just(Outcome.flagged("unreadable")));
    }

    /** What belongs to one customer, or to one payment without a customer, is applied one after the other. */
    private static String lockOf(StripeEvent event) {
        return Stream.of(event.customer(), event.paymentIntent(), event.subject())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(event.id());
    }

    /** Whose event it is; from the first that names customer and user together, the customer is known. */
    private Mono<Optional<String>> owner(StripeEvent event) {
        String customer = event.customer();
        String claimed = event.claimedUser();
        if (customer == null) {
            return Mono.just(Optional.ofNullable(claimed));
        }
        Mono<String> owner = claimed == null ? customers.userOf(customer) : customers.link(customer, claimed);
        return owner.map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    private static boolean ofAnother(StripeEvent event, Optional<String> owner) {
        String claimed = event.claimedUser();
        return claimed != null && !owner.equals(Optional.of(claimed));
    }

    private Mono<Outcome> follow(StripeEvent event, @Nullable String userId) {
        return switch (event.type()) {
            case "customer.subscription.created", "customer.subscription.updated", "customer.subscription.deleted" ->
                log.ofSubscription(event.requireSubject())
                        .collectList()
                        .flatMap(arrived -> followSubscription.follow(event, arrived, userId));
            case "invoice.paid", "invoice.payment_succeeded" -> followInvoice.paid(event, userId);
            case "invoice.payment_failed" -> followInvoice.failed(event, userId);
            case "charge.refunded" -> takeBackCredits.refunded(event, userId);
            default -> followCheckout.follow(event, userId);
        };
    }
}
