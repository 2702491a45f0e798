package io.ingestio.usage.stripe.webhook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.ingestio.http.list.Cursor;
import io.ingestio.usage.stripe.event.Outcome;
import io.ingestio.usage.stripe.event.StripeEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code webhook_logs}. */
@Component
class WebhookLogTable {

    private final DatabaseClient sql;

    WebhookLogTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** A stored event and its status. */
    record Logged(String eventId, String status, String payload) {
        boolean isApplied() {
            return status.equals("applied");
        }
    }

    /**
     * An event without its payload, as administrators see it.
     *
     * @param id       Stripe's
     * @param cursorId orders rows of the same instant
     * @param reason   why it is flagged or ignored, as a stable code
     * @param error    of the last attempt, if that failed
     * @param subject  the subscription, invoice, session or charge of the event
     */
    record LoggedEvent(
            String id,
            @JsonIgnore UUID cursorId,
            String type,
            String status,
            @Nullable String reason,
            @Nullable String error,
            @Nullable String subject,
            @Nullable String customerId,
            int attempts,
            Instant createdAt,
            Instant receivedAt,
            @Nullable Instant processedAt) {}

    private static final String LOGGED_EVENT = """
            select event_id as id, id as cursor_id, type, status, reason, error, subject, customer_id, attempts, created_at, received_at, processed_at
            from webhook_logs
            """;

    /** The first delivery counts; later ones change nothing. */
    Mono<Void> insert(StripeEvent event, String payload) {
        return sql.sql("""
                        insert into webhook_logs (event_id, type, created_at, subject, customer_id, payload)
                        values (:id, :type, :created, :subject, :customer, :payload)
                        on conflict (event_id) do nothing
                        """)
                .bind("id", event.id())
                .bind("type", event.type())
                .bind("created", event.created())
                .bind("subject", Parameter.fromOrEmpty(event.subject(), String.class))
                .bind("customer", Parameter.fromOrEmpty(event.customer(), String.class))
                .bind("payload", payload)
                .then();
    }

    /** Serialises two deliveries of one event. Empty for an unknown event. */
    Mono<Logged> lock(String eventId) {
        return sql.sql("select event_id, status, payload from webhook_logs where event_id = :id for update")
                .bind("id", eventId)
                .mapProperties(Logged.class)
                .one();
    }

    /**
     * The flagged events of a customer, oldest first. Events locked by another transaction are skipped: that one waits for the
     * customer's lock and then sees the effect of this one.
     */
    Flux<Logged> lockFlagged(String customerId, String exceptEvent) {
        return sql.sql("""
                        select event_id, status, payload from webhook_logs
                        where customer_id = :customer and status = 'flagged' and event_id <> :except
                        order by created_at, received_at
                        for update skip locked
                        """)
                .bind("customer", customerId)
                .bind("except", exceptEvent)
                .mapProperties(Logged.class)
                .all();
    }

    /** The newest events of a subscription, applied or not. */
    Flux<StripeEvent> ofSubscription(String subscriptionId) {
        return sql.sql("""
                        select payload from webhook_logs
                        where subject = :subject and type in ('customer.subscription.created', 'customer.subscription.updated',
                                                              'customer.subscription.deleted')
                        order by created_at desc limit 100
                        """)
                .bind("subject", subscriptionId)
                .map(row -> StripeEvent.parse(row.get("payload", String.class)))
                .all();
    }

    Mono<Void> done(String eventId, Outcome outcome) {
        return sql.sql("""
                        update webhook_logs
                        set status = :status, reason = :reason, error = null, attempts = attempts + 1,
                            processed_at = clock_timestamp()
                        where event_id = :id
                        """)
                .bind("status", outcome.status().wireName())
                .bind("reason", Parameter.fromOrEmpty(outcome.reason(), String.class))
                .bind("id", eventId)
                .then();
    }

    /** Records a failure unless another delivery has applied the event meanwhile. */
    Mono<Void> failed(String eventId, String error) {
        return sql.sql("""
                        update webhook_logs
                        set status = 'failed', reason = null, error = :error, attempts = attempts + 1,
                            processed_at = clock_timestamp()
                        where event_id = :id and status <> 'applied'
                        """).bind("error", error).bind("id", eventId).then();
    }

    /** Deletes applied and ignored events that were received longer ago than this, oldest first. Answers how many. */
    Mono<Long> deleteOld(Duration age, int limit) {
        return sql.sql("""
                        delete from webhook_logs
                        where event_id in (
                            select event_id from webhook_logs
                            where status in ('applied', 'ignored') and received_at < now() - make_interval(secs => :age)
                            order by received_at
                            limit :limit
                            for update skip locked)
                        """)
                .bind("age", (double) age.toSeconds())
                .bind("limit", limit)
                .fetch()
                .rowsUpdated();
    }

    Mono<LoggedEvent> find(String eventId) {
        return sql.sql(LOGGED_EVENT + "where event_id = :id")
                .bind("id", eventId)
                .mapProperties(LoggedEvent.class)
                .one();
    }

    /** Newest first. */
    Flux<LoggedEvent> list(List<String> statuses, Cursor after, int limit) {
        return sql.sql(LOGGED_EVENT + """
                        where status = any(:statuses) and (received_at, webhook_logs.id) < (:at, :id)
                        order by received_at desc, webhook_logs.id desc limit :limit
                        """)
                .bind("statuses", statuses.toArray(String[]::new))
                .bind("at", after.createdAt())
                .bind("id", after.id())
                .bind("limit", limit)
                .mapProperties(LoggedEvent.class)
                .all();
    }
}
