package io.ingestio.extraction.job;

import static io.ingestio.database.Rows.column;

import io.ingestio.contracts.RunId;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The SQL by which users stop jobs: cancelled runs, deleted documents, erased users. */
@Component
class CancelledJobTable {

    private final DatabaseClient sql;

    CancelledJobTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** A run that is not wanted any more. */
    record UnwantedRun(UUID batchId, UUID documentId, String userId, int run) {

        UUID jobId() {
            return RunId.of(documentId, run);
        }
    }

    /**
     * Cancels these runs as far as they have not ended. One that has not been queued yet is placed as cancelled, so that it is not
     * queued when its event arrives; the unique key of the table puts both in an order.
     *
     * @return those that are cancelled now and were not before
     */
    Flux<UnwantedRun> cancel(List<UnwantedRun> runs) {
        List<UnwantedRun> distinct = runs.stream().distinct().toList();
        return sql.sql("""
                        insert into extraction_jobs as j (id, document_id, run, batch_id, user_id, status, finished_at)
                        select id, document_id, run, batch_id, user_id, 'cancelled', now()
                        from unnest(:ids, :documents, :runs, :batches, :users) as r (id, document_id, run, batch_id, user_id)
                        order by id
                        on conflict (id) do update
                        set status = 'cancelled', finished_at = now(), worker = null, lease_until = null,
                            lease_epoch = j.lease_epoch + 1
                        where j.status in ('queued', 'processing')
                        returning batch_id, document_id, user_id, run
                        """)
                .bind("ids", column(distinct, UnwantedRun::jobId, UUID.class))
                .bind("documents", column(distinct, UnwantedRun::documentId, UUID.class))
                .bind("runs", column(distinct, UnwantedRun::run, Integer.class))
                .bind("batches", column(distinct, UnwantedRun::batchId, UUID.class))
                .bind("users", column(distinct, UnwantedRun::userId, String.class))
                .mapProperties(UnwantedRun.class)
                .all();
    }

    /** Ends the running jobs of a user, and with a new epoch the right of their workers to store anything. */
    Mono<Long> cancelAllOf(String userId) {
        return sql.sql("""
                        update extraction_jobs
                        set status = 'cancelled', finished_at = now(), worker = null, lease_until = null,
                            lease_epoch = lease_epoch + 1
                        where user_id = :user and status = 'processing'
                        """).bind("user", userId).fetch().rowsUpdated();
    }

    /** Deletes the content of all runs of deleted documents. Their rows stay as tombstones until their retention ends. */
    Mono<Void> deleteContent(List<UUID> documentIds) {
        return sql.sql("""
                        with jobs as (
                            update extraction_jobs
                            set filename = '', object_key = '', prompt = null, schema = null, resolved_prompt = null,
                                error_message = null, content_deleted = true
                            where document_id = any(:documents)
                            returning id
                        )
                        delete from model_calls where job_id in (select id from jobs)
                        """).bind("documents", documentIds.toArray(UUID[]::new)).then();
    }
}
