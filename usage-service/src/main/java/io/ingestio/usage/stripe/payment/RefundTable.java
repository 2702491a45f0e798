package io.ingestio.usage.stripe.payment;

import static io.ingestio.usage.stripe.event.StripeEvent.number;

import io.ingestio.usage.stripe.event.StripeEvent;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All SQL of {@code stripe_refunds}. */
@Component
class RefundTable {

    private final DatabaseClient sql;

    RefundTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * The refunds of a payment, in sum.
     *
     * @param charges in the order of their ids, for the record
     */
    record Refunded(String charges, long amountCents, long refundedCents) {}

    /** Stripe reports running sums, so a smaller one is older and changes nothing. */
    Mono<Void> put(StripeEvent refunded) {
        return sql.sql("""
                        insert into stripe_refunds as r (charge_id, payment_intent_id, amount_cents, refunded_cents)
                        values (:charge, :intent, :amount, :refunded)
                        on conflict (charge_id) do update
                            set refunded_cents = greatest(r.refunded_cents, excluded.refunded_cents)
                        """)
                .bind("charge", refunded.requireSubject())
                .bind("intent", Parameter.fromOrEmpty(refunded.paymentIntent(), String.class))
                .bind("amount", number(refunded.object(), "amount"))
                .bind("refunded", number(refunded.object(), "amount_refunded"))
                .then();
    }

    /** Empty where nothing was refunded. */
    Mono<Refunded> ofIntent(String paymentIntentId) {
        return sql.sql("""
                        select string_agg(charge_id, '+' order by charge_id) as charges, sum(amount_cents)::bigint as amount_cents,
                               sum(refunded_cents)::bigint as refunded_cents
                        from stripe_refunds where payment_intent_id = :intent having sum(refunded_cents) > 0
                        """)
                .bind("intent", paymentIntentId)
                .mapProperties(Refunded.class)
                .one();
    }
}
