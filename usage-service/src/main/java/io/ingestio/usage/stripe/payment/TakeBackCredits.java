package io.ingestio.usage.stripe.payment;

import io.ingestio.usage.credit.CreditChange;
import io.ingestio.usage.credit.CreditTable;
import io.ingestio.usage.stripe.event.Outcome;
import io.ingestio.usage.stripe.event.StripeEvent;
import io.ingestio.usage.stripe.payment.PaymentTable.Settled;
import io.ingestio.usage.stripe.payment.RefundTable.Refunded;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes bought pages back in proportion to the money that was given back. What is to be taken follows from the sums, less what was
 * taken before: so refunds may come in parts, twice, out of order, and before the payment itself.
 */
@Component
public class TakeBackCredits {

    private final RefundTable refunds;
    private final PaymentTable payments;
    private final CreditTable credits;

    TakeBackCredits(RefundTable refunds, PaymentTable payments, CreditTable credits) {
        this.refunds = refunds;
        this.payments = payments;
        this.credits = credits;
    }

    /** {@code charge.refunded}. Runs in the service's transaction, alone with this payment. */
    public Mono<Outcome> refunded(StripeEvent event, @Nullable String userId) {
        String intent = event.paymentIntent();
        return refunds.put(event)
                .then(intent == null ? Mono.empty() : settle(intent))
                .map(settled -> Outcome.appliedFor(settled.userId() == null ? userId : settled.userId()))
                .defaultIfEmpty(Outcome.appliedFor(userId));
    }

    /** Brings what was taken back to what was refunded. Answers the payment; empty while that, or a refund of it, is not known. */
    Mono<Settled> settle(String paymentIntentId) {
        return refunds.ofIntent(paymentIntentId)
                .flatMap(refunded -> payments.ofIntent(paymentIntentId)
                        .concatMap(payment -> takeBack(payment, refunded).thenReturn(payment))
                        .next());
    }

    private Mono<Void> takeBack(Settled payment, Refunded refunded) {
        long pages = pagesToTake(payment.pages(), refunded.refundedCents(), refunded.amountCents());
        long more = pages - payment.refundedPages();
        String userId = payment.userId();
        if (userId == null || (refunded.refundedCents() <= payment.refundedCents() && more <= 0)) {
            return Mono.empty();
        }
        Mono<Void> noted = payments.refunded(payment.id(), refunded.refundedCents(), pages);
        return more <= 0
                ? noted
                : noted.then(credits.change(change(userId, payment, refunded, more)))
                        .then();
    }

    private static CreditChange change(String userId, Settled payment, Refunded refunded, long pages) {
        return CreditChange.refund(
                userId,
                pages,
                "stripe:refund:" + refunded.charges() + ":" + refunded.refundedCents(),
                refunded.refundedCents() - payment.refundedCents(),
                payment.currency());
    }

    /** Rounded down: a page is taken when all of it was paid back. */
    static long pagesToTake(long pages, long refundedCents, long amountCents) {
        return amountCents <= 0 || refundedCents >= amountCents
                ? pages
                : Math.floorDiv(Math.multiplyExact(pages, refundedCents), amountCents);
    }
}
