package io.ingestio.export.correction;

import static io.ingestio.database.Rows.column;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code corrections}, and what follows from it. Joins the running transaction. */
@Component
public class CorrectionTable {

    private static final int MOST_TYPES_AND_FIELDS = 1_000;

    private final DatabaseClient sql;

    CorrectionTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Adds what an edit corrected. The edit is stored already. */
    public Mono<Void> insert(
            String userId, UUID documentId, int run, int edit, List<CorrectionRow> corrections, Instant at) {
        if (corrections.isEmpty()) {
            return Mono.empty();
        }
        List<Integer> positions = IntStream.range(0, corrections.size()).boxed().toList();
        return sql.sql("""
                        insert into corrections (document_id, run, edit, position, batch_id, user_id, document_type, field, pointer,
                                                 kind, before, after, corrected_at)
                        select d.document_id, d.run, d.edit, c.position, d.batch_id, d.user_id, d.document_type, c.field, c.pointer,
                               c.kind, c.before::json, c.after::json, :at
                        from extracted_data d,
                             unnest(:positions, :fields, :pointers, :kinds, :before, :after)
                                 as c (position, field, pointer, kind, before, after)
                        where d.user_id = :user and d.document_id = :document and d.run = :run and d.edit = :edit
                        """)
                .bind("at", at)
                .bind("positions", column(positions, position -> position, Integer.class))
                .bind("fields", column(corrections, CorrectionRow::field, String.class))
                .bind("pointers", column(corrections, CorrectionRow::pointer, String.class))
                .bind("kinds", column(corrections, CorrectionRow::kind, String.class))
                .bind("before", column(corrections, CorrectionRow::before, String.class))
                .bind("after", column(corrections, CorrectionRow::after, String.class))
                .bind("user", userId)
                .bind("document", documentId)
                .bind("run", run)
                .bind("edit", edit)
                .then();
    }

    /**
     * How often a field was corrected.
     *
     * @param documentType of the documents
     * @param field        such as {@code line_items.amount}
     * @param corrections  values that people added, removed or changed
     * @param documents    in which they did so
     * @param share        of the user's documents of this type, 0 to 1
     */
    record FieldSummary(String documentType, String field, long corrections, long documents, double share) {}

    /** By type and field, those with the most corrected documents first; {@value #MOST_TYPES_AND_FIELDS} at most. */
    Flux<FieldSummary> summary(String userId) {
        return sql.sql("""
                        with corrected as (
                            select document_type, field, count(*) as corrections, count(distinct document_id) as documents
                            from corrections where user_id = :user
                            group by document_type, field
                        ), extracted as (
                            select document_type, count(distinct document_id) as documents
                            from extracted_data where user_id = :user
                            group by document_type
                        )
                        select c.document_type, c.field, c.corrections, c.documents,
                               c.documents::float8 / greatest(e.documents, 1) as share
                        from corrected c join extracted e using (document_type)
                        order by c.documents desc, c.corrections desc, c.document_type, c.field
                        limit :most
                        """)
                .bind("user", userId)
                .bind("most", MOST_TYPES_AND_FIELDS)
                .mapProperties(FieldSummary.class)
                .all();
    }
}
