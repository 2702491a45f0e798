package io.ingestio.messaging.inbox;

import java.time.Duration;
import java.time.LocalDate;
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

    /** Rows whose id has no day of its own: ids of another version than 7, and days whose partition was missing. */
    Mono<Long> deleteFromDefaultOlderThan(Duration age, int limit) {
        return sql.sql("""
                        delete from inbox_default where (consumer, event_id) in (
                            select consumer, event_id from inbox_default
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

    /**
     * Creates the partition of a day in UTC. False if there is one, if another replica is at it, or if that is not possible now: the
     * day's rows are in the default partition then.
     */
    Mono<Boolean> createPartition(LocalDate day) {
        return sql.sql("select create_inbox_partition(:day)")
                .bind("day", day)
                .mapValue(Boolean.class)
                .one();
    }

    /** Drops the oldest partition in which every row is older than {@code age}, and returns its name; empty if there is none. */
    Mono<String> dropPartition(Duration age) {
        return sql.sql("""
                        select name from drop_inbox_partition(make_interval(secs => :age)) as name where name is not null
                        """)
                .bind("age", (double) age.toSeconds())
                .mapValue(String.class)
                .one();
    }
}
