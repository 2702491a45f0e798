package io.ingestio.orchestrator.timeline;

import static io.ingestio.database.Rows.column;
import static io.ingestio.database.Rows.instants;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All SQL that keeps {@code document_timeline} up to date. Joins the running transaction. */
@Component
public class TimelineTable {

    private final DatabaseClient sql;

    TimelineTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Adds hops of documents that their users have: of others and of deleted ones nothing is kept. Each is there once, at its earliest. */
    public Mono<Void> add(List<Hop> hops) {
        List<Hop> distinct = Hop.distinct(hops);
        return distinct.isEmpty()
                ? Mono.empty()
                : sql.sql("""
                        insert into document_timeline as t (id, document_id, batch_id, user_id, at, service, run, hop, attempt,
                                                            code, detail, next_attempt_at)
                        select h.id, h.document_id, h.batch_id, h.user_id, h.at, h.service, h.run, h.hop, h.attempt, h.code,
                               h.detail, h.next_attempt_at
                        from unnest(:ids, :documents, :batches, :users, :at, :services, :runs, :hops, :attempts, :codes,
                                    :details, :nextAttemptAt)
                             as h (id, document_id, batch_id, user_id, at, service, run, hop, attempt, code, detail,
                                   next_attempt_at)
                        join batch_documents d on d.id = h.document_id
                        where d.user_id = h.user_id and d.deleted_at is null
                        on conflict (document_id, id) do update set at = excluded.at where excluded.at < t.at
                        """)
                        .bind("ids", column(distinct, Hop::id, UUID.class))
                        .bind("documents", column(distinct, Hop::documentId, UUID.class))
                        .bind("batches", column(distinct, Hop::batchId, UUID.class))
                        .bind("users", column(distinct, Hop::userId, String.class))
                        .bind("at", instants(distinct, Hop::at))
                        .bind("services", column(distinct, Hop::service, String.class))
                        .bind("runs", column(distinct, Hop::run, Integer.class))
                        .bind("hops", column(distinct, hop -> hop.kind().wireName(), String.class))
                        .bind("attempts", column(distinct, Hop::attempt, Integer.class))
                        .bind("codes", column(distinct, Hop::code, String.class))
                        .bind("details", column(distinct, Hop::detail, String.class))
                        .bind("nextAttemptAt", instants(distinct, Hop::nextAttemptAt))
                        .then();
    }

    /** Deletes the timelines of deleted documents. */
    public Mono<Void> delete(Collection<UUID> documentIds) {
        return documentIds.isEmpty()
                ? Mono.empty()
                : sql.sql("delete from document_timeline where document_id = any(:documents)")
                        .bind("documents", documentIds.toArray(UUID[]::new))
                        .then();
    }
}
