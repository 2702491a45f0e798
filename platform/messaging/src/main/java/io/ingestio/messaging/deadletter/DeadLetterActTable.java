package io.ingestio.messaging.deadletter;

import io.ingestio.messaging.deadletter.DeadLetterTable.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code dead_letter_acts}: what administrators did with dead letters. */
final class DeadLetterActTable {

    private final DatabaseClient sql;

    DeadLetterActTable(DatabaseClient sql) {
        this.sql = sql;
    }

    enum Act {
        APPLY,
        DELETE;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param actor  the administrator: the subject of the token
     * @param reason in the administrator's words
     */
    record By(String actor, String reason) {}

    /** @return its id, for {@link #end} */
    Mono<Long> begin(Act act, Kept letter, By by) {
        return sql.sql("""
                        insert into dead_letter_acts (letter_id, act, actor, reason, consumer, type, kind)
                        values (:letter, :act, :actor, :reason, :consumer, :type, :kind)
                        returning id
                        """)
                .bind("letter", letter.id())
                .bind("act", act.wireName())
                .bind("actor", by.actor())
                .bind("reason", by.reason())
                .bind("consumer", letter.consumer())
                .bind("type", Parameter.fromOrEmpty(letter.type(), String.class))
                .bind("kind", letter.kind())
                .mapValue(Long.class)
                .one();
    }

    Mono<Void> end(long id, boolean isDone) {
        return sql.sql("update dead_letter_acts set outcome = :outcome where id = :id")
                .bind("id", id)
                .bind("outcome", isDone ? "done" : "failed")
                .then();
    }

    /**
     * What an administrator sees of an act.
     *
     * @param outcome {@code done} or {@code failed}; null if it was cut off
     */
    record ActView(
            long id,
            long letterId,
            String act,
            String actor,
            String reason,
            String consumer,
            @Nullable String type,
            String kind,
            @Nullable String outcome,
            Instant at) {}

    /** Newest first, before an id. */
    Flux<ActView> list(long beforeId, int limit) {
        return sql.sql("""
                        select id, letter_id, act, actor, reason, consumer, type, kind, outcome, at
                        from dead_letter_acts where id < :before order by id desc limit :limit
                        """)
                .bind("before", beforeId)
                .bind("limit", limit)
                .mapProperties(ActView.class)
                .all();
    }

    Mono<Long> deleteOlderThan(Duration age, int limit) {
        return sql.sql("""
                        delete from dead_letter_acts where id in (
                            select id from dead_letter_acts
                            where at < now() - make_interval(secs => :age)
                            order by at limit :limit)
                        """)
                .bind("age", (double) age.toSeconds())
                .bind("limit", limit)
                .fetch()
                .rowsUpdated();
    }
}
