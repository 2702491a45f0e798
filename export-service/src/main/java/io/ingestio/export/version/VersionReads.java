package io.ingestio.export.version;

import io.ingestio.database.Keyset;
import io.ingestio.database.Keyset.Key;
import io.ingestio.database.Keyset.Type;
import io.ingestio.http.list.ListCursor;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DataClassRowMapper;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What users read of the versions in {@code extracted_data}. Joins the running transaction. */
@Component
public class VersionReads {

    /** The newest one is first found in the primary key, so that of long data one version is fetched. */
    private static final String VERSION = """
            select d.document_id, d.run, d.edit, d.batch_id, d.filename, d.document_type, d.pages, d.prompt, d.model,
                   d.data::text as data, d.warnings, d.completed_at, d.edited_by, d.edited_at, d.based_on_run,
                   d.based_on_edit, d.verified::text as verified, newest.run as newest_run, newest.edit as newest_edit,
                   coalesce(s.failed_run, 0) as failed_run,
                   earlier.run as earlier_run, earlier.edit as earlier_edit, coalesce(r.number, 0) as number,
                   c.confirmed_at, c.confirmed_by
            from (select document_id, run, edit from extracted_data
                  where user_id = :user and document_id = :document
                    and (:run::int is null or run = :run) and (:edit::int is null or edit = :edit)
                  order by run desc, edit desc limit 1) chosen
                 join extracted_data d using (document_id, run, edit)
                 cross join lateral (select run, edit from extracted_data
                                     where user_id = :user and document_id = :document
                                     order by run desc, edit desc limit 1) newest
                 left join lateral (select run, edit from extracted_data
                                    where user_id = :user and document_id = :document and run < d.run and edit > 0
                                    order by run desc, edit desc limit 1) earlier on true
                 left join reviews r on r.document_id = d.document_id
                 left join submitted_documents s on s.document_id = d.document_id
                 left join confirmations c on (c.document_id, c.run, c.edit) = (d.document_id, d.run, d.edit)
            """;

    private static final Keyset NEWEST_FIRST =
            new Keyset(List.of(Key.of("run", Type.NUMBER), Key.of("edit", Type.NUMBER)), true);

    private static final Function<Readable, Row> ROW = new DataClassRowMapper<>(Row.class)::apply;

    private final DatabaseClient sql;

    VersionReads(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * @param run  null for the newest
     * @param edit null for the newest of the run
     */
    public Mono<DocumentVersion> find(String userId, UUID documentId, @Nullable Integer run, @Nullable Integer edit) {
        return sql.sql(VERSION)
                .bind("user", userId)
                .bind("document", documentId)
                .bind("run", Parameter.fromOrEmpty(run, Integer.class))
                .bind("edit", Parameter.fromOrEmpty(edit, Integer.class))
                .mapProperties(DocumentVersion.class)
                .one();
    }

    /** The data of one version as JSON text. */
    Mono<String> data(String userId, UUID documentId, Version version) {
        return sql.sql("""
                        select data::text from extracted_data
                        where user_id = :user and document_id = :document and run = :run and edit = :edit
                        """)
                .bind("user", userId)
                .bind("document", documentId)
                .bind("run", version.run())
                .bind("edit", version.edit())
                .mapValue(String.class)
                .one();
    }

    /** A version without its data. */
    record Row(
            int run,
            int edit,
            Instant completedAt,
            String model,
            @Nullable String editedBy,
            @Nullable Instant editedAt,
            @Nullable Integer basedOnRun,
            @Nullable Integer basedOnEdit,
            boolean current,
            boolean redoFailed,
            @Nullable Instant confirmedAt,
            @Nullable String confirmedBy) {}

    /** Newest first. */
    Flux<Row> list(String userId, UUID documentId, ListCursor after, int limit) {
        return NEWEST_FIRST.read(
                sql,
                new Keyset.Query<>(
                        """
                        select run, edit from extracted_data where user_id = :user and document_id = :document
                        """, """
                        select v.run, v.edit, v.completed_at, v.model, v.edited_by, v.edited_at, v.based_on_run, v.based_on_edit,
                               not exists (select from extracted_data n
                                           where n.document_id = v.document_id and (n.run, n.edit) > (v.run, v.edit)) as current,
                               exists (select from submitted_documents s
                                       where s.document_id = v.document_id and s.failed_run > v.run) as redo_failed,
                               c.confirmed_at, c.confirmed_by
                        from extracted_data v join (%s) chosen using (run, edit)
                             left join confirmations c on (c.document_id, c.run, c.edit) = (v.document_id, v.run, v.edit)
                        where v.document_id = :document
                        """, statement -> statement.bind("user", userId).bind("document", documentId), ROW),
                after,
                limit);
    }
}
