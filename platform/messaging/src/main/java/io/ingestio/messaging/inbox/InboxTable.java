package io.ingestio.messaging.inbox;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
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

    /** Any answer of the database. */
    Mono<Integer> answer() {
        return sql.sql("select 1").mapValue(Integer.class).one();
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

    /** What became of the partition of a day; the wire names are those of {@code R__inbox_partitions.sql}. */
    enum Prepared {
        CREATED,
        EXISTS,
        /** Another replica is at it. */
        BUSY,
        /** Rows of the day are in the default partition, and stay there. */
        DEFAULT_HAS_ROWS,
        /** A lock was not free in time. */
        LOCKED
    }

    /** What became of a partition past retention; the wire names are those of {@code R__inbox_partitions.sql}. */
    enum Dropped {
        DROPPED,
        /** An event of the day was received later. */
        KEPT,
        /** Another replica has dropped it. */
        GONE,
        /** A lock was not free in time. */
        LOCKED
    }

    /** Creates the partition of a day in UTC unless it is there. */
    Mono<Prepared> preparePartition(LocalDate day) {
        return sql.sql("select upper(prepare_inbox_partition(:day))")
                .bind("day", day)
                .mapValue(String.class)
                .one()
                .map(Prepared::valueOf);
    }

    /** The days whose events were all made longer ago than {@code age}, oldest first. */
    Flux<LocalDate> pastPartitions(Duration age) {
        return sql.sql("select past_inbox_partitions(make_interval(secs => :age))")
                .bind("age", (double) age.toSeconds())
                .mapValue(LocalDate.class)
                .all();
    }

    /** Drops the partition of a day if every row is older than {@code age}. */
    Mono<Dropped> dropPartition(LocalDate day, Duration age) {
        return sql.sql("select upper(drop_inbox_partition(:day, make_interval(secs => :age)))")
                .bind("day", day)
                .bind("age", (double) age.toSeconds())
                .mapValue(String.class)
                .one()
                .map(Dropped::valueOf);
    }
}
