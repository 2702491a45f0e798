package io.ingestio.usage.stripe.webhook;

import io.ingestio.usage.stripe.CustomerTable;
import io.ingestio.usage.stripe.StripeSettings;
import io.ingestio.usage.stripe.event.EventType;
import io.ingestio.usage.stripe.event.Outcome;
import io.ingestio.usage.stripe.event.StripeEvent;
import io.ingestio.usage.stripe.payment.ApplyCheckoutEvent;
import io.ingestio.usage.stripe.payment.ApplyInvoiceEvent;
import io.ingestio.usage.stripe.payment.RefundCredits;
import io.ingestio.usage.stripe.subscription.ApplySubscriptionEvent;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Dispatches an event to the class that applies it. The same event may be applied again without counting twice. */
@Component
class ApplyStripeEvent {

    private final StripeSettings settings;
    private final CustomerTable customers;
    private final WebhookLogTable log;
    private final ApplySubscriptionEvent applySubscriptionEvent;
    private final ApplyInvoiceEvent applyInvoiceEvent;
    private final ApplyCheckoutEvent applyCheckoutEvent;
    private final RefundCredits refundCredits;

    ApplyStripeEvent(
            StripeSettings settings,
            CustomerTable customers,
            WebhookLogTable log,
            ApplySubscriptionEvent applySubscriptionEvent,
            ApplyInvoiceEvent applyInvoiceEvent,
            ApplyCheckoutEvent applyCheckoutEvent,
            RefundCredits refundCredits) {
        this.settings = settings;
        this.customers = customers;
        this.log = log;
        this.applySubscriptionEvent = applySubscriptionEvent;
        this.applyInvoiceEvent = applyInvoiceEvent;
        this.applyCheckoutEvent = applyCheckoutEvent;
        this.refundCredits = refundCredits;
    }

    /** Joins the running transaction of the service. */
    Mono<Outcome> apply(StripeEvent event) {
        return EventType.of(event.type())
                .map(type -> apply(type, event))
                .orElseGet(() -> Mono.just(Outcome.ignored("unknown_type")));
    }

    private Mono<Outcome> apply(EventType type, StripeEvent event) {
        if (!settings.accepts(event.livemode())) {
            return Mono.just(Outcome.ignored("other_mode"));
        }
        return customers
                .lock(lockOf(event))
                .then(owner(event))
                .flatMap(owner -> ofAnother(event, owner)
                        ? Mono.just(Outcome.flagged("customer_of_another_user"))
                        : dispatch(type, event, owner.orElse(null)))
                .onErrorResume(StripeEvent.Unreadable.class, e -> Mono.just(Outcome.flagged("unreadable")));
    }

    /** Events of one customer, or of one payment without a customer, are applied one after the other. */
    private static String lockOf(StripeEvent event) {
        return Stream.of(event.customer(), event.paymentIntent(), event.subject())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(event.id());
    }

    /** The user of the event; the first event that names customer and user links them. */
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

    private Mono<Outcome> dispatch(EventType type, StripeEvent event, @Nullable String userId) {
        return switch (type) {
            case CHECKOUT_COMPLETED, CHECKOUT_PAID, CHECKOUT_FAILED, CHECKOUT_EXPIRED ->
                applyCheckoutEvent.apply(type, event, userId);
            case SUBSCRIPTION_CREATED, SUBSCRIPTION_UPDATED, SUBSCRIPTION_DELETED ->
                log.ofSubscription(event.requireSubject())
                        .collectList()
                        .flatMap(arrived -> applySubscriptionEvent.apply(event, arrived, userId));
            case INVOICE_PAID, INVOICE_PAYMENT_SUCCEEDED -> applyInvoiceEvent.paid(event, userId);
            case INVOICE_PAYMENT_FAILED -> applyInvoiceEvent.failed(event, userId);
            case CHARGE_REFUNDED -> refundCredits.refunded(event, userId);
        };
    }
}
