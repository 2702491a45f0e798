package io.ingestio.messaging.inbox;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** All SQL of {@code inbox}. */
final class InboxTable {

    private final DatabaseClient sql;

    InboxTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Inserts a row for each event. Returns the ids that were new; the others took effect before. */
    Mono<Set<UUID>> insertNew(String consumer, Collection<UUID> eventIds) {
        return sql.sql("""
                        insert into inbox (consumer, event_id)
                        select :consumer, event_id from unnest(:ids) as event_id
                        on conflict do nothing
                        returning event_id
                        """)
                .bind("consumer", consumer)
                .bind("ids", eventIds.toArray(UUID[]::new))
                .map(row -> row.get("event_id", UUID.class))
                .all()
                .collect(Collectors.toSet());
    }

    /** How many of these events took effect before. */
    Mono<Integer> count(String consumer, Collection<UUID> eventIds) {
        return sql.sql("select count(*)::int from inbox where consumer = :consumer and event_id = any(:ids)")
                .bind("consumer", consumer)
                .bind("ids", eventIds.toArray(UUID[]::new))
                .mapValue(Integer.class)
                .one();
    }

    Mono<Long> deleteOlderThan(Duration age, int limit) {
        return sql.sql("""
                        delete from inbox where (consumer, event_id) in (
                            select consumer, event_id from inbox
                            where received_at < now() - make_interval(secs => :age)
                            order by received_at
                            limit :limit
                            for update skip locked)
                        """)
                .bind("age", (double) age.toSeconds())
                .bind("limit", limit)
                .fetch()
                .rowsUpdated();
    }
}
