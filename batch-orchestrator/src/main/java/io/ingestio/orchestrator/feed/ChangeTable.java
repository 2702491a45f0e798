package io.ingestio.orchestrator.feed;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads which batches changed, of all users. */
@Component
class ChangeTable {

    private final DatabaseClient sql;

    ChangeTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * @param next    cursor for the next read
     * @param batchId null in the only row of a read without a change
     */
    record Changed(
            long next,
            @Nullable UUID batchId,
            @Nullable String userId,
            @Nullable Long changed) {}

    /** The batches that changed since the cursor, and some of those before it. At least one row. */
    Flux<Changed> since(long cursor) {
        return sql.sql("""
                        select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as next,
                               b.id as batch_id, b.user_id, b.changed
                        from (values (1)) as always
                        left join extraction_batches b
                            on b.changed >= :cursor and b.changed < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
                        """).bind("cursor", cursor).mapProperties(Changed.class).all();
    }

    /**
     * Brings some batches, with their documents, within the numbers of this database. After a dump was restored they carry the numbers
     * of another one, which may lie far ahead, and would count as new at every read. The trigger gives them the number of this
     * transaction.
     *
     * @return how many batches; 0 once none is left
     */
    Mono<Long> adopt(int limit) {
        return sql.sql("""
                        with foreign_batches as (
                            select id from extraction_batches
                            where changed >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
                            order by changed limit :limit for update skip locked
                        ), documents as (
                            update batch_documents set changed = 0 where batch_id in (select id from foreign_batches)
                        ), horizon as (
                            update live_horizon set changed = pg_current_xact_id()::text::bigint
                            where changed > pg_snapshot_xmax(pg_current_snapshot())::text::bigint
                        )
                        update extraction_batches set changed = 0 where id in (select id from foreign_batches)
                        """).bind("limit", limit).fetch().rowsUpdated();
    }

    /** The cursor that nothing which commits from now on is before. */
    Flux<Changed> now() {
        return since(Long.MAX_VALUE);
    }
}
