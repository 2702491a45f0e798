package io.ingestio.upload.batch;

import static io.ingestio.database.Rows.column;

import io.ingestio.upload.batch.NewBatch.Twin;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL that writes {@code batches} and {@code documents}. Joins the running transaction. */
@Component
class BatchTable {

    private final DatabaseClient sql;

    BatchTable(DatabaseClient sql) {
        this.sql = sql;
    }

    Mono<Void> insert(NewBatch batch) {
        return insertBatch(batch).then(insertAccepted(batch)).then(insertRejected(batch));
    }

    /** Documents of the user with these bytes, one for each hash. */
    Flux<Twin> twins(String userId, List<InspectedFile.Accepted> files) {
        return files.isEmpty()
                ? Flux.empty()
                : sql.sql("""
                        select h.sha256, d.batch_id, d.id as document_id, d.filename
                        from (select distinct unnest(:hashes) as sha256) h
                        cross join lateral (
                            select id, batch_id, filename from documents
                            where user_id = :user and sha256 = h.sha256 and sha256 is not null and deleted_at is null
                            limit 1) d
                        """)
                        .bind("hashes", column(files, InspectedFile.Accepted::sha256, String.class))
                        .bind("user", userId)
                        .mapProperties(Twin.class)
                        .all();
    }

    private Mono<Void> insertBatch(NewBatch batch) {
        return sql.sql("""
                        insert into batches (id, user_id, name, prompt_strategy, global_prompt, created_at)
                        values (:id, :user, :name, :strategy, :prompt, :at)
                        """)
                .bind("id", batch.id())
                .bind("user", batch.userId())
                .bind("name", Parameter.fromOrEmpty(batch.submission().name(), String.class))
                .bind("strategy", batch.submission().strategy().wireName())
                .bind("prompt", Parameter.fromOrEmpty(batch.submission().globalPrompt(), String.class))
                .bind("at", batch.createdAt())
                .then();
    }

    private Mono<Void> insertAccepted(NewBatch batch) {
        List<InspectedFile.Accepted> files = batch.accepted();
        return files.isEmpty()
                ? Mono.empty()
                : sql.sql("""
                        insert into documents (batch_id, user_id, id, position, filename, size_bytes, mime_type, pages,
                                               object_key, sha256, prompt)
                        select :batch, :user, * from unnest(:ids, :positions, :filenames, :sizes, :types, :pages,
                                                            :keys, :hashes, :prompts)
                        """)
                        .bind("batch", batch.id())
                        .bind("user", batch.userId())
                        .bind("ids", column(files, InspectedFile::documentId, UUID.class))
                        .bind("positions", column(files, InspectedFile::position, Integer.class))
                        .bind("filenames", column(files, InspectedFile::filename, String.class))
                        .bind("sizes", column(files, InspectedFile::sizeBytes, Long.class))
                        .bind("types", column(files, InspectedFile.Accepted::mimeType, String.class))
                        .bind("pages", column(files, InspectedFile.Accepted::pages, Integer.class))
                        .bind("keys", column(files, InspectedFile.Accepted::objectKey, String.class))
                        .bind("hashes", column(files, InspectedFile.Accepted::sha256, String.class))
                        .bind(
                                "prompts",
                                column(files, file -> batch.submission().promptOf(file.position()), String.class))
                        .then();
    }

    private Mono<Void> insertRejected(NewBatch batch) {
        List<InspectedFile.Rejected> files = batch.rejected();
        return files.isEmpty()
                ? Mono.empty()
                : sql.sql("""
                        insert into documents (batch_id, user_id, id, position, filename, size_bytes, refusal_code)
                        select :batch, :user, * from unnest(:ids, :positions, :filenames, :sizes, :codes)
                        """)
                        .bind("batch", batch.id())
                        .bind("user", batch.userId())
                        .bind("ids", column(files, InspectedFile::documentId, UUID.class))
                        .bind("positions", column(files, InspectedFile::position, Integer.class))
                        .bind("filenames", column(files, InspectedFile::filename, String.class))
                        .bind("sizes", column(files, InspectedFile::sizeBytes, Long.class))
                        .bind("codes", column(files, InspectedFile.Rejected::code, String.class))
                        .then();
    }
}
