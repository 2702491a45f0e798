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

    /** Stores the end of a batch; of several revisions the newest stays. */
    Mono<Void> put(BatchEnd end) {
        return sql.sql("""
                        insert into batch_ends as b (batch_id, user_id, revision, document_count, completed_count)
                        values (:batchId, :userId, :revision, :documents, :completed)
                        on conflict (batch_id) do update
                            set revision = excluded.revision, document_count = excluded.document_count,
                                completed_count = excluded.completed_count
                            where b.revision < excluded.revision
                        """).bindProperties(end).then();
    }

    /** Empty while the batch has not ended, or its event has not arrived. */
    public Mono<BatchEnd> find(String userId, UUID batchId) {
        return sql.sql("""
                        select batch_id, user_id, revision, document_count as documents, completed_count as completed
                        from batch_ends
                        where user_id = :user and batch_id = :batch
                        """)
                .bind("user", userId)
                .bind("batch", batchId)
                .mapProperties(BatchEnd.class)
                .one();
    }
}
