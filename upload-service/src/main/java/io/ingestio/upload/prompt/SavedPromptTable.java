package io.ingestio.upload.prompt;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code saved_prompts}. A name that is in use fails with {@code DuplicateKeyException}. */
@Component
class SavedPromptTable {

    private static final String ALL =
            "select id, name, prompt, created_at, updated_at from saved_prompts where user_id = :user ";

    private final DatabaseClient sql;

    SavedPromptTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Until the end of the transaction no other one counts or adds prompts of this user. */
    Mono<Integer> lockAndCount(String userId) {
        return sql.sql("select pg_advisory_xact_lock(hashtextextended('saved prompts of ' || :user, 0))")
                .bind("user", userId)
                .then()
                .then(sql.sql("select count(*)::int from saved_prompts where user_id = :user")
                        .bind("user", userId)
                        .mapValue(Integer.class)
                        .one());
    }

    Mono<SavedPrompt> insert(UUID id, String userId, String name, String prompt) {
        return sql.sql("""
                        insert into saved_prompts (id, user_id, name, prompt) values (:id, :user, :name, :prompt)
                        returning id, name, prompt, created_at, updated_at
                        """)
                .bind("id", id)
                .bind("user", userId)
                .bind("name", name)
                .bind("prompt", prompt)
                .mapProperties(SavedPrompt.class)
                .one();
    }

    /** Empty if there is none. */
    Mono<SavedPrompt> update(UUID id, String userId, String name, String prompt) {
        return sql.sql("""
                        update saved_prompts set name = :name, prompt = :prompt, updated_at = now()
                        where id = :id and user_id = :user
                        returning id, name, prompt, created_at, updated_at
                        """)
                .bind("id", id)
                .bind("user", userId)
                .bind("name", name)
                .bind("prompt", prompt)
                .mapProperties(SavedPrompt.class)
                .one();
    }

    Mono<Boolean> delete(UUID id, String userId) {
        return sql.sql("delete from saved_prompts where id = :id and user_id = :user")
                .bind("id", id)
                .bind("user", userId)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Empty if there is none. */
    Mono<SavedPrompt> find(UUID id, String userId) {
        return sql.sql(ALL + "and id = :id")
                .bind("user", userId)
                .bind("id", id)
                .mapProperties(SavedPrompt.class)
                .one();
    }

    /** By name. */
    Flux<SavedPrompt> all(String userId) {
        return sql.sql(ALL + "order by name")
                .bind("user", userId)
                .mapProperties(SavedPrompt.class)
                .all();
    }
}
