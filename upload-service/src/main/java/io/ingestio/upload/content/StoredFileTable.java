package io.ingestio.upload.content;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads which file a document is. */
@Component
public class StoredFileTable {

    private final DatabaseClient sql;

    StoredFileTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Empty for an unknown document, another user's, a rejected and a deleted one. */
    public Mono<StoredFile> find(String userId, UUID documentId) {
        return sql.sql("""
                        select id, filename, size_bytes, mime_type, pages, object_key, sha256 from documents
                        where id = :id and user_id = :user and object_key is not null and deleted_at is null
                        """)
                .bind("id", documentId)
                .bind("user", userId)
                .mapProperties(StoredFile.class)
                .one();
    }
}
