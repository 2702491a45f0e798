package io.ingestio.orchestrator.webhook;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ingestio.http.list.Cursor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What users read of {@code webhook_deliveries}, and what they change in them. Joins the running transaction. */
@Component
class DeliveryReads {

    /** Of one delivery: its log has an end, and a receiver is not called for ever. */
    static final int MOST_ATTEMPTS = 200;

    private final DatabaseClient sql;

    DeliveryReads(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * @param eventId       the header {@code webhook-id}
     * @param nextAttemptAt null once it has ended
     * @param attempts      the latest 20 as a JSON array {@code [{number, at, millis, statusCode, errorCode}]}, first one first
     */
    record DeliveryView(
            UUID id,
            UUID eventId,
            String type,
            String status,
            @Nullable UUID batchId,
            @Nullable UUID documentId,
            @JsonRawValue String attempts,
            @Nullable Instant nextAttemptAt,
            Instant createdAt,
            @Nullable Instant endedAt) {}

    /** Newest first. */
    Flux<DeliveryView> list(String userId, UUID endpointId, @Nullable String status, Cursor after, int limit) {
        return sql.sql("""
                        select id, event_id, type, status, batch_id, document_id, created_at, ended_at,
                               case when status = 'pending' then next_attempt_at end as next_attempt_at,
                               coalesce((select json_agg(json_build_object(
                                                'number', number, 'millis', millis,
                                                'at', to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                                                'statusCode', status_code, 'errorCode', error_code) order by number)::text
                                         from (select * from webhook_attempts where delivery_id = d.id
                                               order by number desc limit 20) a), '[]') as attempts
                        from webhook_deliveries d
                        where user_id = :user and endpoint_id = :endpoint
                          and (:status::text is null or status = :status)
                          and (created_at, id) < (:createdAt, :id)
                        order by created_at desc, id desc
                        limit :limit
                        """)
                .bind("user", userId)
                .bind("endpoint", endpointId)
                .bind("status", Parameter.fromOrEmpty(status, String.class))
                .bind("createdAt", after.createdAt())
                .bind("id", after.id())
                .bind("limit", limit)
                .mapProperties(DeliveryView.class)
                .all();
    }

    /**
     * Begins it anew, with all its attempts. One that is being sent at this moment, or that {@value #MOST_ATTEMPTS} attempts were made of,
     * stays as it is.
     *
     * @return how many attempts were made; empty if there is no such delivery
     */
    Mono<Integer> redeliver(String userId, UUID endpointId, UUID id) {
        return sql.sql("""
                        with found as (
                            select id, (select count(*)::int from webhook_attempts a where a.delivery_id = d.id) as made
                            from webhook_deliveries d
                            where user_id = :user and endpoint_id = :endpoint and id = :id
                        ), begun as (
                            update webhook_deliveries
                            set status = 'pending', attempt = 0, next_attempt_at = now(), lease_until = null, ended_at = null
                            where id in (select id from found where made < :most)
                              and (lease_until is null or lease_until < now())
                        )
                        select made from found
                        """)
                .bind("user", userId)
                .bind("endpoint", endpointId)
                .bind("id", id)
                .bind("most", MOST_ATTEMPTS)
                .mapValue(Integer.class)
                .one();
    }
}
