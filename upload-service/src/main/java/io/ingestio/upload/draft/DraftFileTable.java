package io.ingestio.upload.draft;

import static io.ingestio.database.Rows.column;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The SQL of {@code draft_files} that concerns whole files, and of {@code draft_parts} where files end. Joins the running transaction. */
@Component
public class DraftFileTable {

    private static final String COLUMNS = """
            select document_id, draft_id, position, filename, prompt, length, "offset", parts, state, size_bytes, sha256,
                   mime_type, pages, damaged, object_key, refusal_code, refusal_detail
            from draft_files where draft_id = :draft and user_id = :user
            """;

    private final DatabaseClient sql;

    DraftFileTable(DatabaseClient sql) {
        this.sql = sql;
    }

    Mono<Void> insert(String userId, List<DraftFile> files) {
        return sql.sql("""
                        insert into draft_files (user_id, document_id, draft_id, position, filename, prompt, length, state,
                                                 refusal_code, refusal_detail)
                        select :user, * from unnest(:ids, :drafts, :positions, :filenames, :prompts, :lengths, :states,
                                                    :codes, :details)
                        """)
                .bind("user", userId)
                .bind("ids", column(files, DraftFile::documentId, UUID.class))
                .bind("drafts", column(files, DraftFile::draftId, UUID.class))
                .bind("positions", column(files, DraftFile::position, Integer.class))
                .bind("filenames", column(files, DraftFile::filename, String.class))
                .bind("prompts", column(files, DraftFile::prompt, String.class))
                .bind("lengths", column(files, DraftFile::length, Long.class))
                .bind("states", column(files, DraftFile::state, String.class))
                .bind("codes", column(files, DraftFile::refusalCode, String.class))
                .bind("details", column(files, DraftFile::refusalDetail, String.class))
                .then();
    }

    Flux<DraftFile> ofDraft(String userId, UUID draftId) {
        return sql.sql(COLUMNS + "order by position")
                .bind("draft", draftId)
                .bind("user", userId)
                .mapProperties(DraftFile.class)
                .all();
    }

    public Mono<DraftFile> find(String userId, UUID draftId, UUID documentId) {
        return sql.sql(COLUMNS + "and document_id = :id")
                .bind("draft", draftId)
                .bind("user", userId)
                .bind("id", documentId)
                .mapProperties(DraftFile.class)
                .one();
    }

    /** Of the file and of its parts, whatever there is. */
    public Flux<String> objectsOf(UUID documentId) {
        return sql.sql("""
                        select object_key from draft_files where document_id = :id and object_key is not null
                        union all select object_key from draft_parts where document_id = :id
                        """).bind("id", documentId).mapValue(String.class).all();
    }

    /** Of all files of a draft that are whole, and of all parts. */
    Flux<String> objectsOfDraft(UUID draftId) {
        return sql.sql("""
                        select object_key from draft_files where draft_id = :id and object_key is not null
                        union all
                        select p.object_key from draft_parts p join draft_files f using (document_id) where f.draft_id = :id
                        """).bind("id", draftId).mapValue(String.class).all();
    }

    /** Of parts only. */
    Flux<String> partsOfDraft(UUID draftId) {
        return sql.sql("""
                        select p.object_key from draft_parts p join draft_files f using (document_id) where f.draft_id = :id
                        """).bind("id", draftId).mapValue(String.class).all();
    }

    /** With its parts. */
    Mono<Void> delete(UUID documentId) {
        return sql.sql("delete from draft_files where document_id = :id")
                .bind("id", documentId)
                .then();
    }

    /** As {@link #delete}, all of a draft. */
    Mono<Void> deleteOfDraft(UUID draftId) {
        return sql.sql("delete from draft_files where draft_id = :id")
                .bind("id", draftId)
                .then();
    }
}
