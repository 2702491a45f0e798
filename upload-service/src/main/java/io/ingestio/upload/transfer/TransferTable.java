package io.ingestio.upload.transfer;

import io.ingestio.upload.file.InspectFile.Verdict;
import io.ingestio.upload.scratch.ReceivedFile;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The SQL of {@code draft_files} and {@code draft_parts} that concerns arriving bytes. Joins the running transaction. */
@Component
class TransferTable {

    private final DatabaseClient sql;

    TransferTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Gives this request the right to store bytes of the file, unless another one has it. */
    Mono<Boolean> claim(Transfer transfer, Duration lease) {
        return sql.sql("""
                        update draft_files set writer = :writer, writer_until = now() + make_interval(secs => :lease)
                        where document_id = :id and draft_id = :draft and user_id = :user
                          and (writer is null or writer_until < now())
                        """)
                .bind("writer", transfer.writer())
                .bind("lease", (double) lease.toSeconds())
                .bind("id", transfer.documentId())
                .bind("draft", transfer.draftId())
                .bind("user", transfer.userId())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> renew(Transfer transfer, Duration lease) {
        return sql.sql("""
                        update draft_files set writer_until = now() + make_interval(secs => :lease)
                        where document_id = :id and writer = :writer
                        """)
                .bind("lease", (double) lease.toSeconds())
                .bind("id", transfer.documentId())
                .bind("writer", transfer.writer())
                .then();
    }

    Mono<Void> release(Transfer transfer) {
        return sql.sql("update draft_files set writer = null where document_id = :id and writer = :writer")
                .bind("id", transfer.documentId())
                .bind("writer", transfer.writer())
                .then();
    }

    /** @return false if the right was lost, or the offset is another one by now */
    Mono<Boolean> addPart(Transfer transfer, long offset, long size, String key) {
        return sql.sql("""
                        with file as (
                            update draft_files set "offset" = :offset + :size, parts = parts + 1, state = 'receiving'
                            where document_id = :id and writer = :writer and "offset" = :offset
                              and state in ('expected', 'receiving')
                            returning document_id, user_id)
                        insert into draft_parts (document_id, first_byte, user_id, size_bytes, object_key)
                        select document_id, :offset, user_id, :size, :key from file
                        """)
                .bind("offset", offset)
                .bind("size", size)
                .bind("id", transfer.documentId())
                .bind("writer", transfer.writer())
                .bind("key", key)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Their objects, in the order of the bytes. */
    Flux<String> parts(Transfer transfer) {
        return sql.sql("select object_key from draft_parts where document_id = :id order by first_byte")
                .bind("id", transfer.documentId())
                .mapValue(String.class)
                .all();
    }

    /** The file is whole, and judged; its parts are no longer needed. */
    Mono<Boolean> end(Transfer transfer, ReceivedFile file, Verdict.Accepted verdict, String key) {
        return end(
                transfer,
                sql.sql("""
                        update draft_files set state = 'received', length = :size, "offset" = :size, parts = 0,
                            size_bytes = :size, sha256 = :sha256, mime_type = :type, pages = :pages, damaged = :damaged, object_key = :key,
                            refusal_code = null, refusal_detail = null
                        where document_id = :id and writer = :writer
                        """)
                        .bind("sha256", file.sha256())
                        .bind("type", verdict.mimeType())
                        .bind("pages", verdict.pages())
                        .bind("damaged", verdict.damaged())
                        .bind("key", key)
                        .bind("size", file.sizeBytes()));
    }

    /** As above, of a file that was rejected; nothing of it is kept. */
    Mono<Boolean> end(Transfer transfer, ReceivedFile file, Verdict.Rejected verdict) {
        return end(
                transfer,
                sql.sql("""
                        update draft_files set state = 'rejected', length = :size, "offset" = :size, parts = 0,
                            size_bytes = :size, sha256 = null, mime_type = null, pages = null, damaged = false, object_key = null,
                            refusal_code = :code, refusal_detail = :detail
                        where document_id = :id and writer = :writer
                        """)
                        .bind("code", verdict.code())
                        .bind("detail", verdict.detail())
                        .bind("size", file.sizeBytes()));
    }

    private Mono<Boolean> end(Transfer transfer, DatabaseClient.GenericExecuteSpec update) {
        return sql.sql("delete from draft_parts where document_id = :id")
                .bind("id", transfer.documentId())
                .then()
                .then(update.bind("id", transfer.documentId())
                        .bind("writer", transfer.writer())
                        .fetch()
                        .rowsUpdated())
                .map(rows -> rows == 1);
    }
}
