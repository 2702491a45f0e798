package io.ingestio.usage.stripe.payment;

import static io.ingestio.usage.stripe.event.StripeEvent.instant;
import static io.ingestio.usage.stripe.event.StripeEvent.number;
import static io.ingestio.usage.stripe.event.StripeEvent.requireText;

import io.ingestio.usage.stripe.event.StripeEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All SQL of {@code payment_failures}. */
@Component
class FailureTable {

    private final DatabaseClient sql;

    FailureTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Stores a failure once per attempt; resolved at once if the invoice was paid before this event arrived. */
    Mono<Void> put(StripeEvent failed, @Nullable String userId) {
        return sql.sql("""
                        insert into payment_failures as f
                            (invoice_id, attempt, user_id, customer_id, subscription_id, amount_cents, currency, failed_at,
                             retry_at, resolved_at)
                        values (:invoice, :attempt, :user, :customer, :subscription, :amount, :currency, :failedAt, :retryAt,
                                (select paid_at from payments where id = :invoice))
                        on conflict (invoice_id, attempt) do update set user_id = coalesce(f.user_id, excluded.user_id)
                        """)
                .bind("invoice", failed.requireSubject())
                .bind("attempt", (int) number(failed.object(), "attempt_count"))
                .bind("user", Parameter.fromOrEmpty(userId, String.class))
                .bind("customer", Parameter.fromOrEmpty(failed.customer(), String.class))
                .bind("subscription", Parameter.fromOrEmpty(Payment.subscriptionOf(failed.object()), String.class))
                .bind("amount", number(failed.object(), "amount_due"))
                .bind("currency", requireText(failed.object(), "currency"))
                .bind("failedAt", failed.created())
                .bind("retryAt", Parameter.fromOrEmpty(instant(failed.object(), "next_payment_attempt"), Instant.class))
                .then();
    }

    Mono<Void> resolve(String invoiceId, Instant paidAt) {
        return sql.sql(
                        "update payment_failures set resolved_at = :paidAt where invoice_id = :invoice and resolved_at is null")
                .bind("paidAt", paidAt)
                .bind("invoice", invoiceId)
                .then();
    }
}
