package io.ingestio.export.edit;

import io.ingestio.export.review.ReviewState;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Adds edits to {@code extracted_data}. Joins the running transaction. */
@Component
class EditTable {

    private final DatabaseClient sql;
    private final JsonMapper json;

    EditTable(DatabaseClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /**
     * Adds the version after the current one, with the type, warnings, model and prompt of the one it is based on. The caller has locked the review of the document.
     */
    Mono<Void> insert(String userId, ReviewState current, Edit edit, Instant at) {
        return sql.sql("""
                        insert into extracted_data (document_id, run, edit, batch_id, user_id, filename, document_type, pages, prompt,
                                                    model, data, warnings, completed_at, layout, edited_by, edited_at,
                                                    based_on_run, based_on_edit, verified, summary)
                        select document_id, :run, :edit, batch_id, user_id, filename, document_type, pages, prompt,
                               model, :data::json, warnings, completed_at, layout, :user, :at,
                               :basedOnRun, :basedOnEdit, :verified::json, :summary::json
                        from extracted_data
                        where user_id = :user and document_id = :document and run = :basedOnRun and edit = :basedOnEdit
                        """)
                .bind("edit", current.edit() + 1)
                .bind("data", edit.data())
                .bind("user", userId)
                .bind("at", at)
                .bind("basedOnRun", edit.basedOn().run())
                .bind("basedOnEdit", edit.basedOn().edit())
                .bind("verified", edit.verified())
                .bind("summary", json.writeValueAsString(edit.summary()))
                .bind("document", current.documentId())
                .bind("run", current.run())
                .then();
    }
}
