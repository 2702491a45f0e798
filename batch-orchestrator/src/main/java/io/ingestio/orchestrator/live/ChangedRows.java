package io.ingestio.orchestrator.live;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which rows of a user changed since a cursor: ids only, in the order of their changes. Runs in a transaction of the user. */
@Component
class ChangedRows {

    private final DatabaseClient sql;

    ChangedRows(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * A row that changed.
     *
     * @param changed the transaction that changed it last
     */
    record Row(UUID id, long changed, boolean deleted) {}

    /**
     * What a cursor may be.
     *
     * @param next  the cursor that nothing which commits from now on is before
     * @param limit every issued cursor is at most this, unless the database was replaced
     * @param first of what changed since an older cursor, some is deleted for good
     */
    record Bounds(long next, long limit, long first) {

        /** Whether nothing is missed after this cursor. */
        boolean contain(long cursor) {
            return cursor >= first && cursor <= limit;
        }
    }

    /** To be read before the rows: what commits between is read again with the next cursor. */
    Mono<Bounds> bounds() {
        return sql.sql("""
                        select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as next,
                               pg_snapshot_xmax(pg_current_snapshot())::text::bigint as limit,
                               (select changed from live_horizon) as first
                        """).mapProperties(Bounds.class).one();
    }

    /** @param batchId null for all batches of the user */
    Mono<List<Row>> batches(String userId, @Nullable UUID batchId, long cursor, int limit) {
        return sql.sql("""
                        select id, changed, deleted_at is not null as deleted from extraction_batches
                        where user_id = :user and changed >= :cursor and (:batch::uuid is null or id = :batch)
                          and announced
                        order by changed, id
                        limit :limit
                        """)
                .bind("user", userId)
                .bind("batch", Parameter.fromOrEmpty(batchId, UUID.class))
                .bind("cursor", cursor)
                .bind("limit", limit)
                .mapProperties(Row.class)
                .all()
                .collectList();
    }

    /**
     * The documents of batches that changed, after a row.
     *
     * @param batches those that changed
     * @param after   the last row of the page before; null for the first page
     */
    Mono<List<Row>> documents(String userId, List<UUID> batches, long cursor, @Nullable Row after, int limit) {
        return sql.sql("""
                        select id, changed, deleted_at is not null as deleted from batch_documents
                        where user_id = :user and batch_id = any(:batches) and changed >= :cursor
                          and (changed, id) > (:changed, :id) and (position is not null or deleted_at is not null)
                        order by changed, id
                        limit :limit
                        """)
                .bind("user", userId)
                .bind("batches", batches.toArray(UUID[]::new))
                .bind("cursor", cursor)
                .bind("changed", after == null ? -1 : after.changed())
                .bind("id", after == null ? new UUID(0, 0) : after.id())
                .bind("limit", limit)
                .mapProperties(Row.class)
                .all()
                .collectList();
    }
}
