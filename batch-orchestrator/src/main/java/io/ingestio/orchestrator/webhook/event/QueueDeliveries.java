package io.ingestio.orchestrator.webhook.event;

import static io.ingestio.database.Rows.column;

import com.github.f4b6a3.uuid.UuidCreator;
import io.ingestio.background.WakeUp;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Queues events for the endpoints that want them, in the transaction of the change that they report: each once for each endpoint, however
 * often the change is found. Deletes them with what they are about. The number of statements does not depend on that of the events.
 */
@Component
public class QueueDeliveries {

    private final DatabaseClient sql;
    private final JsonMapper json;
    private final WakeUp sender;

    QueueDeliveries(DatabaseClient sql, JsonMapper json, WakeUp deliveryWakeUp) {
        this.sql = sql;
        this.json = json;
        this.sender = deliveryWakeUp;
    }

    /** Nothing is queued of a batch that was deleted, nor for endpoints that are disabled. */
    public Mono<Void> queue(List<WebhookEvent> events) {
        if (events.isEmpty()) {
            return Mono.empty();
        }
        return sql.sql("""
                        insert into webhook_deliveries (id, endpoint_id, user_id, event_id, type, batch_id, document_id, payload)
                        select gen_random_uuid(), e.id, e.user_id, n.event_id, n.type, n.batch_id, n.document_id, n.payload
                        from unnest(:ids, :users, :types, :batches, :documents, :payloads)
                             as n (event_id, user_id, type, batch_id, document_id, payload)
                        join webhook_endpoints e on e.user_id = n.user_id and e.enabled and n.type = any(e.events)
                        where not exists (select from extraction_batches b
                                          where b.id = n.batch_id and b.deleted_at is not null)
                        on conflict (endpoint_id, event_id) do nothing
                        """)
                .bind("ids", column(events, WebhookEvent::id, UUID.class))
                .bind("users", column(events, WebhookEvent::userId, String.class))
                .bind("types", column(events, event -> event.type().wireName(), String.class))
                .bind("batches", column(events, WebhookEvent::batchId, UUID.class))
                .bind("documents", column(events, WebhookEvent::documentId, UUID.class))
                .bind("payloads", column(events, this::payload, String.class))
                .fetch()
                .rowsUpdated()
                .doOnNext(this::wakeSender)
                .then();
    }

    /**
     * Queues a test for one endpoint, whatever types it asks for. The endpoint is locked, so that of two calls one sees the other's.
     *
     * @return the delivery's id; that of the latest test, if it is younger than {@link WebhookEvent#TESTS}
     */
    public Mono<UUID> queueTest(WebhookEvent event, UUID endpointId) {
        return sql.sql("select id from webhook_endpoints where id = :endpoint for update")
                .bind("endpoint", endpointId)
                .then()
                .then(recent(event, endpointId))
                .switchIfEmpty(Mono.defer(() -> insert(event, endpointId)));
    }

    private Mono<UUID> recent(WebhookEvent event, UUID endpointId) {
        return sql.sql("""
                        select id from webhook_deliveries
                        where endpoint_id = :endpoint and type = :type and created_at > now() - make_interval(secs => :space)
                        order by created_at desc limit 1
                        """)
                .bind("endpoint", endpointId)
                .bind("type", event.type().wireName())
                .bind("space", (double) WebhookEvent.TESTS.toSeconds())
                .mapValue(UUID.class)
                .one();
    }

    private Mono<UUID> insert(WebhookEvent event, UUID endpointId) {
        return sql.sql("""
                        insert into webhook_deliveries (id, endpoint_id, user_id, event_id, type, payload)
                        values (:id, :endpoint, :user, :event, :type, :payload)
                        on conflict (endpoint_id, event_id) do update set type = excluded.type
                        returning id
                        """)
                .bind("id", UuidCreator.getTimeOrderedEpoch())
                .bind("endpoint", endpointId)
                .bind("user", event.userId())
                .bind("event", event.id())
                .bind("type", event.type().wireName())
                .bind("payload", payload(event))
                .mapValue(UUID.class)
                .one()
                .doOnNext(id -> wakeSender(1));
    }

    /** Deletes all deliveries about these batches and documents, in whatever state. */
    public Mono<Void> deleteAbout(Collection<UUID> batchIds, Collection<UUID> documentIds) {
        return batchIds.isEmpty() && documentIds.isEmpty()
                ? Mono.empty()
                : sql.sql(
                                "delete from webhook_deliveries where batch_id = any(:batches) or document_id = any(:documents)")
                        .bind("batches", batchIds.toArray(UUID[]::new))
                        .bind("documents", documentIds.toArray(UUID[]::new))
                        .then();
    }

    private String payload(WebhookEvent event) {
        return json.writeValueAsString(event.payload());
    }

    private void wakeSender(long queued) {
        if (queued > 0) {
            sender.call();
        }
    }
}
