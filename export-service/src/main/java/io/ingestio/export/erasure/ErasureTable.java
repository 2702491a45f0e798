package io.ingestio.export.erasure;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The SQL that finds and deletes the rows of one user in every table. */
@Component
class ErasureTable {

    private final DatabaseClient sql;

    ErasureTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Keys under which files of the user's exports may be stored, those of all attempts; most of them hold none. */
    Flux<String> files(String userId) {
        return sql.sql("""
                        select object_key from exports where user_id = :user
                        union
                        select left(object_key, position(id::text in object_key) + 35) || '-' || epoch || '.' || format
                        from exports, generate_series(1, lease_epoch) as epoch
                        where user_id = :user
                        """)
                .bind("user", userId)
                .map(row -> row.get("object_key", String.class))
                .all();
    }

    /** Answers how many rows were deleted. */
    Mono<Long> deleteRows(String userId) {
        return Flux.just("exports", "extracted_data", "batch_ends", "idempotency_keys")
                .concatMap(table -> sql.sql("delete from " + table + " where user_id = :user")
                        .bind("user", userId)
                        .fetch()
                        .rowsUpdated())
                .reduce(0L, (sum, rows) -> sum + rows);
    }
}
