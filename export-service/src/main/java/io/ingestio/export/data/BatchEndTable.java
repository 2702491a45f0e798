package io.ingestio.export.data;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All SQL of {@code batch_ends}. */
@Component
public class BatchEndTable {

    private final DatabaseClient sql;

    BatchEndTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Keeps the newest revision. */
    Mono<Void> put(BatchEnd end) {
        return sql.sql("""
                        insert into batch_ends as b (batch_id, user_id, revision, document_count, completed_count)
                        values (:batch, :user, :revision, :documents, :completed)
                        on conflict (batch_id) do update
                            set revision = excluded.revision, document_count = excluded.document_count,
                                completed_count = excluded.completed_count
                            where b.revision < excluded.revision
                        """)
                .bind("batch", end.batchId())
                .bind("user", end.userId())
                .bind("revision", end.revision())
                .bind("documents", end.documents())
                .bind("completed", end.completed())
                .then();
    }

    /** Empty while the batch has not ended, or its end has not arrived. */
    public Mono<BatchEnd> find(String userId, UUID batchId) {
        return sql.sql("""
                        select batch_id, user_id, revision, document_count, completed_count
                        from batch_ends
                        where user_id = :user and batch_id = :batch
                        """)
                .bind("user", userId)
                .bind("batch", batchId)
                .map(row -> new BatchEnd(
                        row.get("batch_id", UUID.class),
                        row.get("user_id", String.class),
                        row.get("revision", Integer.class),
                        row.get("document_count", Integer.class),
                        row.get("completed_count", Integer.class)))
                .one();
    }
}
