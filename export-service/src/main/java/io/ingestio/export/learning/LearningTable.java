package io.ingestio.export.learning;

import io.ingestio.export.version.Version;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All SQL of {@code learning_settings}. Joins the running transaction. */
@Component
class LearningTable {

    private final DatabaseClient sql;

    LearningTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** @param number of the changes of this user */
    record Setting(boolean enabled, int number, Instant changedAt) {}

    /** Empty while the user has never changed it: it is off then. */
    Mono<Setting> find(String userId) {
        return sql.sql("select enabled, number, changed_at from learning_settings where user_id = :user")
                .bind("user", userId)
                .mapProperties(Setting.class)
                .one();
    }

    /** Empty where it is so already. The row is locked until the end of the transaction: {@link #consent} waits for it. */
    Mono<Setting> change(String userId, boolean enabled, Instant at) {
        return sql.sql("""
                        insert into learning_settings as s (user_id, enabled, number, changed_at)
                        select :user, :enabled, 1, :at
                        where :enabled or exists (select from learning_settings where user_id = :user)
                        on conflict (user_id) do update
                        set enabled = excluded.enabled, number = s.number + 1, changed_at = excluded.changed_at
                        where s.enabled <> excluded.enabled
                        returning enabled, number, changed_at
                        """)
                .bind("user", userId)
                .bind("enabled", enabled)
                .bind("at", at)
                .mapProperties(Setting.class)
                .one();
    }

    /** By which change the user has agreed, and the layout of a document. */
    record Consent(int number, String layout) {}

    /**
     * Empty where the user does not agree, or the layout is not known. The setting stays as it is until the end of the transaction, so an
     * event that is published by this consent comes before the one that ends it.
     */
    Mono<Consent> consent(String userId, UUID documentId, Version version) {
        return sql.sql("""
                        select s.number, d.layout
                        from learning_settings s join extracted_data d on d.user_id = s.user_id
                        where s.user_id = :user and s.enabled and d.layout is not null
                          and d.document_id = :document and d.run = :run and d.edit = :edit
                        for share of s
                        """)
                .bind("user", userId)
                .bind("document", documentId)
                .bind("run", version.run())
                .bind("edit", version.edit())
                .mapProperties(Consent.class)
                .one();
    }
}
