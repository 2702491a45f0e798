package io.ingestio.usage.stripe.payment;

import io.ingestio.usage.stripe.event.Outcome;
import io.ingestio.usage.stripe.event.StripeEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Records what was paid and what was not. The plan does not follow from invoices: Stripe tells the subscription's new status by an
 * event of its own.
 */
@Component
public class FollowInvoice {

    private final PaymentTable payments;
    private final FailureTable failures;
    private final TakeBackCredits takeBackCredits;

    FollowInvoice(PaymentTable payments, FailureTable failures, TakeBackCredits takeBackCredits) {
        this.payments = payments;
        this.failures = failures;
        this.takeBackCredits = takeBackCredits;
    }

    /** {@code invoice.paid} and {@code invoice.payment_succeeded}, which tell the same. */
    public Mono<Outcome> paid(StripeEvent event, @Nullable String userId) {
        Payment payment = Payment.ofInvoice(event, userId);
        String intent = payment.paymentIntentId();
        return payments.put(payment)
                .then(failures.resolve(payment.id(), payment.paidAt()))
                .then(intent == null ? Mono.empty() : takeBackCredits.settle(intent))
                .thenReturn(Outcome.appliedFor(userId));
    }

    /** {@code invoice.payment_failed}. */
    public Mono<Outcome> failed(StripeEvent event, @Nullable String userId) {
        return failures.put(event, userId).thenReturn(Outcome.appliedFor(userId));
    }
}
