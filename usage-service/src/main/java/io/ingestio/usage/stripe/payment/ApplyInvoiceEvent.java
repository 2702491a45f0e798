package io.ingestio.usage.stripe.payment;

import io.ingestio.usage.stripe.event.Outcome;
import io.ingestio.usage.stripe.event.StripeEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Records paid and failed invoices. The plan does not follow from invoices: the subscription has events of its own.
 */
@Component
public class ApplyInvoiceEvent {

    private final PaymentTable payments;
    private final FailureTable failures;
    private final RefundCredits refundCredits;

    ApplyInvoiceEvent(PaymentTable payments, FailureTable failures, RefundCredits refundCredits) {
        this.payments = payments;
        this.failures = failures;
        this.refundCredits = refundCredits;
    }

    /** {@code invoice.paid} and {@code invoice.payment_succeeded}, which say the same. */
    public Mono<Outcome> paid(StripeEvent event, @Nullable String userId) {
        Payment payment = Payment.ofInvoice(event, userId);
        String intent = payment.paymentIntentId();
        return payments.put(payment)
                .then(failures.resolve(payment.id(), payment.paidAt()))
                .then(intent == null ? Mono.empty() : refundCredits.applyRefunds(intent))
                .thenReturn(Outcome.appliedFor(userId));
    }

    /** {@code invoice.payment_failed}. */
    public Mono<Outcome> failed(StripeEvent event, @Nullable String userId) {
        return failures.put(event, userId).thenReturn(Outcome.appliedFor(userId));
    }
}
