package io.ingestio.usage.stripe.payment;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code payments}. */
@Component
class PaymentTable {

    private final DatabaseClient sql;

    PaymentTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** A payment, with how much of it was refunded and removed so far. */
    record Refundable(
            String id, @Nullable String userId, long pages, long refundedCents, long refundedPages, String currency) {}

    /** Stores a payment once per id; a user that was unknown at first is added. */
    Mono<Void> put(Payment payment) {
        return sql.sql("""
                        insert into payments as p
                            (id, user_id, customer_id, kind, subscription_id, payment_intent_id, amount_cents, currency, pages,
                             paid_at)
                        values (:id, :user, :customer, :kind, :subscription, :intent, :amount, :currency, :pages, :paidAt)
                        on conflict (id) do update set user_id = coalesce(p.user_id, excluded.user_id)
                        """)
                .bind("id", payment.id())
                .bind("user", Parameter.fromOrEmpty(payment.userId(), String.class))
                .bind("customer", Parameter.fromOrEmpty(payment.customerId(), String.class))
                .bind("kind", payment.kind())
                .bind("subscription", Parameter.fromOrEmpty(payment.subscriptionId(), String.class))
                .bind("intent", Parameter.fromOrEmpty(payment.paymentIntentId(), String.class))
                .bind("amount", payment.amountCents())
                .bind("currency", payment.currency())
                .bind("pages", payment.pages())
                .bind("paidAt", payment.paidAt())
                .then();
    }

    /** The payments of one intent, locked. */
    Flux<Refundable> ofIntent(String paymentIntentId) {
        return sql.sql("""
                        select id, user_id, pages, refunded_cents, refunded_pages, currency
                        from payments where payment_intent_id = :intent for update
                        """)
                .bind("intent", paymentIntentId)
                .mapProperties(Refundable.class)
                .all();
    }

    Mono<Void> refunded(String id, long cents, long pages) {
        return sql.sql("update payments set refunded_cents = :cents, refunded_pages = :pages where id = :id")
                .bind("cents", cents)
                .bind("pages", pages)
                .bind("id", id)
                .then();
    }
}
