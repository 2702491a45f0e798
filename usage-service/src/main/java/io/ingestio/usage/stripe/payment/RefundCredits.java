package io.ingestio.usage.stripe.payment;

import io.ingestio.usage.credit.CreditChange;
import io.ingestio.usage.credit.CreditTable;
import io.ingestio.usage.stripe.event.Outcome;
import io.ingestio.usage.stripe.event.StripeEvent;
import io.ingestio.usage.stripe.payment.PaymentTable.Refundable;
import io.ingestio.usage.stripe.payment.RefundTable.Refunded;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Removes bought pages in proportion to the refunded amount. The number follows from the sums, less the pages removed before: so
 * refunds may arrive in parts, twice, out of order, and before the payment itself.
 */
@Component
public class RefundCredits {

    private final RefundTable refunds;
    private final PaymentTable payments;
    private final CreditTable credits;

    RefundCredits(RefundTable refunds, PaymentTable payments, CreditTable credits) {
        this.refunds = refunds;
        this.payments = payments;
        this.credits = credits;
    }

    /** {@code charge.refunded}. Must run in the service's transaction that locked the payment. */
    public Mono<Outcome> refunded(StripeEvent event, @Nullable String userId) {
        String intent = event.paymentIntent();
        return refunds.put(event)
                .then(intent == null ? Mono.empty() : applyRefunds(intent))
                .map(payment -> Outcome.appliedFor(payment.userId() == null ? userId : payment.userId()))
                .defaultIfEmpty(Outcome.appliedFor(userId));
    }

    /** Brings the removed pages in line with the refunds. Answers the payment; empty while it, or a refund of it, is unknown. */
    Mono<Refundable> applyRefunds(String paymentIntentId) {
        return refunds.ofIntent(paymentIntentId)
                .flatMap(refunded -> payments.ofIntent(paymentIntentId)
                        .concatMap(payment -> removePages(payment, refunded).thenReturn(payment))
                        .next());
    }

    private Mono<Void> removePages(Refundable payment, Refunded refunded) {
        long pages = pagesToRemove(payment.pages(), refunded.refundedCents(), refunded.amountCents());
        long more = pages - payment.refundedPages();
        String userId = payment.userId();
        if (userId == null || (refunded.refundedCents() <= payment.refundedCents() && more <= 0)) {
            return Mono.empty();
        }
        Mono<Void> recorded = payments.refunded(payment.id(), refunded.refundedCents(), pages);
        return more <= 0
                ? recorded
                : recorded.then(credits.change(change(userId, payment, refunded, more)))
                        .then();
    }

    private static CreditChange change(String userId, Refundable payment, Refunded refunded, long pages) {
        return CreditChange.refund(
                userId,
                pages,
                "stripe:refund:" + refunded.charges() + ":" + refunded.refundedCents(),
                refunded.refundedCents() - payment.refundedCents(),
                payment.currency());
    }

    /** Rounded down: a page is removed when all of its price was refunded. */
    static long pagesToRemove(long pages, long refundedCents, long amountCents) {
        return amountCents <= 0 || refundedCents >= amountCents
                ? pages
                : Math.floorDiv(Math.multiplyExact(pages, refundedCents), amountCents);
    }
}
