package io.ingestio.export.job;

import io.ingestio.contracts.status.ExportStatus;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The SQL of {@code exports} for deleting them and their files. */
@Component
class StoredExportTable {

    /** Longer than any attempt: the limit of a builder's round, and the file that is being stored then. */
    static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(40);

    /** Longer than the transaction that writes a tombstone; what it misses is found, by its manifest, in the next pass. */
    private static final Duration TOMBSTONE = Duration.ofSeconds(10);

    private final DatabaseClient sql;

    StoredExportTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * An export and where its files are.
     *
     * @param objectKey of its file if completed; else the key that the files of its attempts are named after
     */
    record StoredExport(UUID id, ExportStatus status, String objectKey, int leaseEpoch) {

        /** Every key under which a file of it may be stored; most of them hold none. */
        List<String> files() {
            String base = status == ExportStatus.COMPLETED ? ExportJob.baseKey(objectKey, leaseEpoch) : objectKey;
            return IntStream.rangeClosed(1, leaseEpoch)
                    .mapToObj(epoch -> ExportJob.fileKey(base, epoch))
                    .toList();
        }
    }

    /** Oldest first; then withdrawn ones of which no builder can be storing a file any more. */
    Flux<StoredExport> finishedBefore(Duration age, long skip, int limit) {
        return sql.sql("""
                        select id, upper(status) as status, object_key, lease_epoch
                        from exports
                        where completed_at < now() - make_interval(secs => :age) and status in ('completed', 'failed')
                           or withdrawn_at < now() - make_interval(secs => :building)
                        order by completed_at
                        limit :limit offset :skip
                        """)
                .bind("age", (double) age.toSeconds())
                .bind("building", (double) LONGEST_ATTEMPT.toSeconds())
                .bind("skip", skip)
                .bind("limit", limit)
                .mapProperties(StoredExport.class)
                .all();
    }

    /** In whatever status. */
    Flux<StoredExport> ofUser(String userId, int limit) {
        return sql.sql("""
                        select id, upper(status) as status, object_key, lease_epoch
                        from exports
                        where user_id = :user
                        limit :limit
                        """)
                .bind("user", userId)
                .bind("limit", limit)
                .mapProperties(StoredExport.class)
                .all();
    }

    /**
     * Exports that have a deleted document in their file, or may have read it: completed ones that name it, or name not all that they have;
     * those whose builder began before its tombstone was there. What is queued reads without it.
     */
    Flux<StoredExport> containing(String userId, UUID batchId, UUID documentId) {
        return sql.sql("""
                        select id, upper(status) as status, object_key, lease_epoch
                        from exports
                        where user_id = :user and withdrawn_at is null
                          and (batch_id = :batch or :batch = any(batch_ids) or :document = any(document_ids))
                          and case status
                                  when 'completed' then
                                      json_array_length(manifest -> 'included') < (manifest ->> 'documents')::bigint
                                      and created_at < (select deleted_at + make_interval(secs => :tombstone)
                                                        from deleted_documents where document_id = :document)
                                      or exists (select from json_array_elements(manifest -> 'included') i
                                                 where i ->> 'documentId' = :document::text)
                                  when 'processing' then
                                      claimed_at < (select deleted_at + make_interval(secs => :tombstone)
                                                    from deleted_documents where document_id = :document)
                                  else false end
                        """)
                .bind("tombstone", (double) TOMBSTONE.toSeconds())
                .bind("user", userId)
                .bind("batch", batchId)
                .bind("document", documentId)
                .mapProperties(StoredExport.class)
                .all();
    }

    Mono<StoredExport> find(UUID id) {
        return sql.sql("select id, upper(status) as status, object_key, lease_epoch from exports where id = :id")
                .bind("id", id)
                .mapProperties(StoredExport.class)
                .one();
    }

    /** Withdraws an export that is being built. False if it is not, or was withdrawn before. */
    Mono<Boolean> withdraw(UUID id) {
        return sql.sql("""
                        update exports
                        set status = 'failed', withdrawn_at = now(), lease_until = null
                        where id = :id and status = 'processing'
                        """).bind("id", id).fetch().rowsUpdated().map(rows -> rows == 1);
    }

    /** Deletes an export whose files were deleted; one that a builder has claimed or ended since is left. */
    Mono<Void> delete(StoredExport export) {
        return sql.sql("delete from exports where id = :id and status = :status and lease_epoch = :epoch")
                .bind("id", export.id())
                .bind("status", export.status().wireName())
                .bind("epoch", export.leaseEpoch())
                .then();
    }
}
