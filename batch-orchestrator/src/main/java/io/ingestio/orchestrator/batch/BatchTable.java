package io.ingestio.orchestrator.batch;

import static io.ingestio.database.Rows.column;
import static io.ingestio.database.Rows.instants;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.orchestrator.batch.Batch.Announcement;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All SQL that keeps {@code extraction_batches} up to date. Joins the running transaction. */
@Component
public class BatchTable {

    private final DatabaseClient sql;

    BatchTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Makes a row for every batch that the events name, locks the rows in the order of their ids, and reads them. */
    public Mono<Map<UUID, Batch>> lock(List<? extends BatchEvent> events) {
        Map<UUID, String> users = events.stream()
                .collect(Collectors.toMap(BatchEvent::batchId, BatchEvent::userId, (first, same) -> first));
        List<UUID> ids = users.keySet().stream().sorted().toList();
        return sql.sql("""
                        insert into extraction_batches (id, user_id)
                        select * from unnest(:ids, :users) as batch (id, user_id) order by id
                        on conflict do nothing
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("users", ids.stream().map(users::get).toArray(String[]::new))
                .then()
                .then(sql.sql("""
                                select * from extraction_batches where id = any(:ids) order by id for update
                                """)
                        .bind("ids", ids.toArray(UUID[]::new))
                        .map(BatchTable::batch)
                        .all()
                        .collectMap(Batch::id));
    }

    /** Locks batches of a user in the order of their ids, and reads them. Others' and unknown ones are left out. */
    public Mono<Map<UUID, Batch>> lock(String userId, Collection<UUID> ids) {
        return sql.sql("""
                        select * from extraction_batches where user_id = :user and id = any(:ids) order by id for update
                        """)
                .bind("user", userId)
                .bind("ids", ids.toArray(UUID[]::new))
                .map(BatchTable::batch)
                .all()
                .collectMap(Batch::id);
    }

    /** Counts the documents of these batches anew, in one pass without sorting them. */
    Mono<Map<UUID, Recount>> recount(Collection<UUID> ids) {
        return sql.sql("""
                        select batch_id,
                               count(*) filter (where present and position is not null)::int              as known,
                               count(*) filter (where present and status = 'processing')::int             as processing,
                               count(*) filter (where present and status in ('completed', 'confirmed'))::int as completed,
                               count(*) filter (where present and status = 'failed')::int                 as failed,
                               count(*) filter (where present and status = 'cancelled')::int              as cancelled,
                               count(*) filter (where not present)::int                                   as deleted,
                               coalesce(sum(pages) filter (where present), 0)::int                        as pages,
                               case when min(error_code collate "C") filter (where present and status = 'failed') is null then 0
                                    when min(error_code collate "C") filter (where present and status = 'failed')
                                       = max(error_code collate "C") filter (where present and status = 'failed') then 1
                                    else 2 end                                                             as failure_codes,
                               min(error_message collate "C") filter (where present and status = 'failed') as failure_message,
                               max(coalesce(deleted_at, finished_at))                                     as last_finished_at
                        from (select *, deleted_at is null as present from batch_documents where batch_id = any(:ids)) d
                        group by batch_id
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .mapProperties(BatchRecount.class)
                .all()
                .collectMap(BatchRecount::batchId, BatchRecount::recount);
    }

    Mono<Void> save(List<Batch> batches) {
        return sql.sql("""
                        update extraction_batches b
                        set announced = s.announced, name = s.name, prompt_strategy = s.prompt_strategy,
                            global_prompt = s.global_prompt, document_count = s.document_count,
                            submitted_count = s.submitted_count, created_at = s.created_at, revision = s.revision,
                            completed_revision = s.completed_revision, cancel_requested = s.cancel_requested,
                            expires_at = s.expires_at, discarded_at = s.discarded_at, deleted_at = s.deleted_at, status = s.status,
                            completed_count = s.completed, failed_count = s.failed, cancelled_count = s.cancelled,
                            total_pages = s.pages, last_error_message = s.message, completed_at = s.completed_at
                        from unnest(:ids, :announced, :names, :strategies, :prompts, :documentCounts, :submittedCounts,
                                    :createdAt, :revisions, :completedRevisions, :cancelRequested, :expiresAt, :discardedAt, :deletedAt,
                                    :statuses,
                                    :completed, :failed, :cancelled, :pages, :messages, :completedAt)
                             as s (id, announced, name, prompt_strategy, global_prompt, document_count, submitted_count,
                                   created_at, revision, completed_revision, cancel_requested, expires_at, discarded_at,
                                   deleted_at, status,
                                   completed, failed, cancelled, pages, message, completed_at)
                        where b.id = s.id
                        """)
                .bind("ids", column(batches, Batch::id, UUID.class))
                .bind("announced", column(batches, batch -> batch.announcement() != null, Boolean.class))
                .bind("names", column(batches, Batch::name, String.class))
                .bind("strategies", column(batches, announced(Announcement::promptStrategy), String.class))
                .bind("prompts", column(batches, announced(Announcement::globalPrompt), String.class))
                .bind("documentCounts", column(batches, Batch::documentCount, Integer.class))
                .bind("submittedCounts", column(batches, announced(Announcement::documentCount), Integer.class))
                .bind("createdAt", instants(batches, announced(Announcement::createdAt)))
                .bind("revisions", column(batches, Batch::revision, Integer.class))
                .bind("completedRevisions", column(batches, Batch::completedRevision, Integer.class))
                .bind("cancelRequested", column(batches, Batch::cancelRequested, Boolean.class))
                .bind("expiresAt", instants(batches, announced(Announcement::expiresAt)))
                .bind("discardedAt", instants(batches, Batch::discardedAt))
                .bind("deletedAt", instants(batches, Batch::deletedAt))
                .bind("statuses", column(batches, batch -> batch.status().wireName(), String.class))
                .bind("completed", column(batches, batch -> batch.counts().completed(), Integer.class))
                .bind("failed", column(batches, batch -> batch.counts().failed(), Integer.class))
                .bind("cancelled", column(batches, batch -> batch.counts().cancelled(), Integer.class))
                .bind("pages", column(batches, batch -> batch.counts().pages(), Integer.class))
                .bind("messages", column(batches, Batch::lastErrorMessage, String.class))
                .bind("completedAt", instants(batches, Batch::completedAt))
                .then();
    }

    /** Deletes tombstones of batches, with those of their documents: live cursors that are older cannot be resumed from then on. */
    Mono<Long> deleteTombstones(Duration age, int limit) {
        return sql.sql("""
                        with gone as (
                            delete from extraction_batches where id in (
                                select id from extraction_batches
                                where deleted_at < now() - make_interval(secs => :age)
                                order by deleted_at limit :limit)
                            returning changed
                        ), horizon as (
                            update live_horizon h set changed = least(g.changed, pg_current_xact_id()::text::bigint) + 1
                            from (select max(changed) as changed from gone) g
                            where g.changed >= h.changed
                        )
                        select count(*) from gone
                        """)
                .bind("age", (double) age.toSeconds())
                .bind("limit", limit)
                .mapValue(Long.class)
                .one();
    }

    private record BatchRecount(
            UUID batchId,
            int known,
            int processing,
            int completed,
            int failed,
            int cancelled,
            int deleted,
            int pages,
            int failureCodes,
            @Nullable String failureMessage,
            @Nullable Instant lastFinishedAt) {

        Recount recount() {
            return new Recount(
                    known,
                    processing,
                    completed,
                    failed,
                    cancelled,
                    deleted,
                    pages,
                    failureCodes,
                    failureMessage,
                    lastFinishedAt);
        }
    }

    private static Batch batch(Readable row) {
        return new Batch(
                row.get("id", UUID.class),
                row.get("user_id", String.class),
                row.get("announced", Boolean.class) ? announcement(row) : null,
                row.get("name", String.class),
                row.get("revision", Integer.class),
                row.get("completed_revision", Integer.class),
                row.get("cancel_requested", Boolean.class),
                row.get("discarded_at", Instant.class),
                row.get("deleted_at", Instant.class),
                Recount.EMPTY);
    }

    private static Announcement announcement(Readable row) {
        return new Announcement(
                row.get("prompt_strategy", String.class),
                row.get("global_prompt", String.class),
                row.get("submitted_count", Integer.class),
                row.get("created_at", Instant.class),
                row.get("expires_at", Instant.class));
    }

    /** A value of the announcement; null for placeholders. */
    private static <T> Function<Batch, @Nullable T> announced(Function<Announcement, ? extends @Nullable T> value) {
        return batch -> {
            Announcement announcement = batch.announcement();
            return announcement == null ? null : value.apply(announcement);
        };
    }
}
