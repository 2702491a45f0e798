package io.ingestio.extraction.job;

import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.messaging.outbox.OutboxRow;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Ends a job and publishes its end in one statement. If the lease was lost meanwhile, nothing is written: another worker has the
 * job, and this result is dropped.
 */
@Component
public class FinishedJobs {

    private static final String AND_PUBLISH = """
            ), published as (
                insert into outbox (event_id, topic, key, shard, type, body)
                select :eventId, :topic, :key, :shard, :type, :body from finished
            )
            select count(*) from finished
            """;

    private final DatabaseClient sql;
    private final Outbox outbox;
    private final Tenancy tenancy;

    FinishedJobs(DatabaseClient sql, Outbox outbox, Tenancy tenancy) {
        this.sql = sql;
        this.outbox = outbox;
        this.tenancy = tenancy;
    }

    /** @return whether the result was taken */
    public Mono<Boolean> complete(Job job, ExtractionCompleted event) {
        return taken(publishing("""
                        with finished as (
                            update extraction_jobs
                            set status = 'completed', finished_at = now(), lease_until = null, document_type = :documentType,
                                resolved_prompt = :prompt, model = :model, input_tokens = :inputTokens,
                                output_tokens = :outputTokens
                            where id = :id and lease_epoch = :epoch and status = 'processing'
                            returning id
                        """, job, outbox.row(event))
                .bind("documentType", event.documentType())
                .bind("prompt", event.prompt())
                .bind("model", event.model())
                .bind("inputTokens", event.inputTokens())
                .bind("outputTokens", event.outputTokens()));
    }

    /** @return whether the failure was taken */
    public Mono<Boolean> fail(Job job, ExtractionFailed event) {
        return taken(publishing("""
                        with finished as (
                            update extraction_jobs
                            set status = 'failed', finished_at = now(), lease_until = null, error_code = :code,
                                error_message = :message
                            where id = :id and lease_epoch = :epoch and status = 'processing'
                            returning id
                        """, job, outbox.row(event))
                .bind("code", event.code())
                .bind("message", event.detail()));
    }

    private DatabaseClient.GenericExecuteSpec publishing(String finish, Job job, OutboxRow event) {
        return sql.sql(finish + AND_PUBLISH)
                .bind("id", job.id())
                .bind("epoch", job.leaseEpoch())
                .bind("eventId", event.eventId())
                .bind("topic", event.topic())
                .bind("key", event.key())
                .bind("shard", (short) event.shard())
                .bind("type", event.type())
                .bind("body", event.body());
    }

    private Mono<Boolean> taken(DatabaseClient.GenericExecuteSpec statement) {
        return tenancy.statementAsService(statement
                .map(row -> Long.valueOf(1).equals(row.get(0, Long.class)))
                .one());
    }
}
