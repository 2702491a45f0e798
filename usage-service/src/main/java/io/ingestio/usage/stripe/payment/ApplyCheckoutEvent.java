package io.ingestio.usage.stripe.payment;

import static io.ingestio.usage.stripe.event.StripeEvent.text;

import io.ingestio.usage.credit.CreditChange;
import io.ingestio.usage.credit.CreditTable;
import io.ingestio.usage.stripe.AttemptTable;
import io.ingestio.usage.stripe.event.EventType;
import io.ingestio.usage.stripe.event.Outcome;
import io.ingestio.usage.stripe.event.StripeEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends the user's payment attempt and adds the credits that were bought. Plans follow from the subscription's own events. */
@Component
public class ApplyCheckoutEvent {

    private static final String SUCCEEDED = "succeeded";

    private final AttemptTable attempts;
    private final PaymentTable payments;
    private final CreditTable credits;
    private final RefundCredits refundCredits;

    ApplyCheckoutEvent(AttemptTable attempts, PaymentTable payments, CreditTable credits, RefundCredits refundCredits) {
        this.attempts = attempts;
        this.payments = payments;
        this.credits = credits;
        this.refundCredits = refundCredits;
    }

    /** Handles the events {@code checkout.session.*} of {@link #endOf}. Must run in the service's transaction that locked the customer. */
    public Mono<Outcome> apply(EventType type, StripeEvent event, @Nullable String userId) {
        String end = endOf(type, event);
        if (end == null) {
            return Mono.just(Outcome.appliedFor(userId));
        }
        return attempts.end(attempt(event), event.requireSubject(), end)
                .then(Mono.defer(() -> bought(event, userId, end)));
    }

    private Mono<Outcome> bought(StripeEvent event, @Nullable String userId, String end) {
        Outcome done = Outcome.appliedFor(userId);
        boolean forCredits = "payment".equals(text(event.object(), "mode"));
        if (!end.equals(SUCCEEDED) || !forCredits) {
            return Mono.just(done);
        }
        Long pages = pages(event);
        return pages == null
                ? Mono.just(Outcome.UNKNOWN_PRICE)
                : addCredits(Payment.ofCheckout(event, userId, pages), userId).thenReturn(done);
    }

    private Mono<Void> addCredits(Payment payment, @Nullable String userId) {
        Mono<Void> recorded = payments.put(payment);
        if (userId == null) {
            return recorded;
        }
        String intent = payment.paymentIntentId();
        return recorded.then(credits.change(CreditChange.purchase(
                        userId, payment.pages(), "stripe:" + payment.id(), payment.amountCents(), payment.currency())))
                .then(
                        intent == null
                                ? Mono.empty()
                                : refundCredits.applyRefunds(intent).then());
    }

    /** How a checkout ended: succeeded, failed or cancelled; null while the payment is pending. */
    static @Nullable String endOf(EventType type, StripeEvent event) {
        return switch (type) {
            case CHECKOUT_PAID -> SUCCEEDED;
            case CHECKOUT_FAILED -> "failed";
            case CHECKOUT_EXPIRED -> "cancelled";
            case CHECKOUT_COMPLETED -> "unpaid".equals(text(event.object(), "payment_status")) ? null : SUCCEEDED;
            case SUBSCRIPTION_CREATED,
                    SUBSCRIPTION_UPDATED,
                    SUBSCRIPTION_DELETED,
                    INVOICE_PAID,
                    INVOICE_PAYMENT_SUCCEEDED,
                    INVOICE_PAYMENT_FAILED,
                    CHARGE_REFUNDED -> throw new IllegalArgumentException(type + " is no event of a checkout");
        };
    }

    private static @Nullable Long pages(StripeEvent event) {
        String pages = text(event.object().path("metadata"), "pages");
        return pages != null && pages.matches("[1-9][0-9]{0,8}") ? Long.valueOf(pages) : null;
    }

    private static @Nullable UUID attempt(StripeEvent event) {
        String id = text(event.object().path("metadata"), AttemptTable.METADATA);
        try {
            return id == null ? null : UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
