package io.ingestio.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.messaging.inbox.InboxTable.Dropped;
import io.ingestio.messaging.inbox.InboxTable.Prepared;
import io.ingestio.testkit.RealParts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Days of events that are dropped as a whole. */
class InboxPartitionsIT extends InboxPartitionsFixture {

    @Test
    void eventGoesToThePartitionOfItsDay() {
        assertThat(create(day)).isEqualTo(Prepared.CREATED);
        UUID first = idAt(day, "00:00:00.000");
        UUID last = idAt(day, "23:59:59.999");
        UUID next = idAt(day.plusDays(1), "00:00:00.000");

        insert(first, last, next);

        assertThat(partitionOf(first)).isEqualTo(name(day)).isEqualTo(partitionOf(last));
        assertThat(partitionOf(next)).isEqualTo("inbox_default");
    }

    @Test
    void knowsDuplicatesOfOldAndNewIds() {
        UUID old = UUID.randomUUID();
        UUID early = idAt(day.plusDays(1), "12:00:00.000");
        UUID dated = idAt(day, "12:00:00.000");
        assertThat(insert(old, early)).containsOnly(old, early);
        create(day);
        create(day.plusDays(1));

        assertThat(insert(old, early, dated)).containsOnly(dated);
        assertThat(insert(old, early, dated)).isEmpty();
    }

    @Test
    void missingPartitionDoesNoHarm() {
        UUID id = idAt(day, "12:00:00.000");
        assertThat(insert(id)).containsOnly(id);

        assertThat(create(day)).isEqualTo(Prepared.DEFAULT_HAS_ROWS);

        assertThat(insert(id)).isEmpty();
        assertThat(partitionOf(id)).isEqualTo("inbox_default");
        assertThat(create(day.plusDays(1))).isEqualTo(Prepared.CREATED);
        assertThat(create(day.plusDays(1))).isEqualTo(Prepared.EXISTS);
    }

    /** Rows of the third day from now are in the default partition. */
    @Test
    void gaugeCountsPreparedDays() {
        insert(idAt(day.plusDays(3), "12:00:00.000"));
        var meters = new SimpleMeterRegistry();

        sweep(meters, day);

        assertThat(meters.get("ingestio.inbox.partitions.prepared.days").gauge().value())
                .isEqualTo(2);
        assertThat(partitions()).contains(name(day), name(day.plusDays(2)), name(day.plusDays(7)));
        assertThat(partitions()).doesNotContain(name(day.plusDays(3)));
    }

    @Test
    void gaugeCountsPartitionsThatCannotBeDropped() throws SQLException {
        create(past);
        var meters = new SimpleMeterRegistry();
        try (Connection other = RealParts.postgres().asSuperuser().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table orchestration." + name(past) + " in access share mode");
            sweep(meters, LocalDate.now(ZoneOffset.UTC));
        }
        assertThat(partitions()).contains(name(past));
        assertThat(meters.get("ingestio.inbox.partitions.overdue").gauge().value())
                .isEqualTo(1);

        sweep(meters, LocalDate.now(ZoneOffset.UTC));

        assertThat(partitions()).doesNotContain(name(past));
    }

    @Test
    void answersSayWhyAPartitionStays() {
        create(past);
        insert(idAt(past, "12:00:00.000"));

        assertThat(drop(past)).isEqualTo(Dropped.KEPT);
        age("16 days", idAt(past, "12:00:00.000").toString().substring(0, 8));
        assertThat(drop(past)).isEqualTo(Dropped.DROPPED);
        assertThat(drop(past)).isEqualTo(Dropped.GONE);
    }

    /** The functions that the version before calls. */
    @Test
    void olderVersionCreatesAndDropsPartitions() {
        assertThat(older("select create_inbox_partition('" + past + "')::text")).isEqualTo("true");
        assertThat(older("select create_inbox_partition('" + past + "')::text")).isEqualTo("false");
        assertThat(older("select drop_inbox_partition(interval '15 days')")).startsWith("inbox_");
    }

    private String older(String call) {
        return tenancy.statementAsService(sql.sql(call).mapValue(String.class).one())
                .block();
    }

    private Dropped drop(LocalDate of) {
        return tenancy.statementAsService(table.dropPartition(of, RETENTION)).block();
    }

    @Test
    void dropsPartitionsPastRetention() {
        create(past);
        create(past.plusDays(1));
        insert(idAt(past, "12:00:00.000"), idAt(past.plusDays(1), "12:00:00.000"));
        age("16 days", idAt(past, "12:00:00.000").toString().substring(0, 8));

        sweep();

        assertThat(partitions()).contains(name(past.plusDays(1))).doesNotContain(name(past));
    }

    @Test
    void keepsPartitionWithALateReceivedEvent() {
        create(past);
        UUID waited = idAt(past, "12:00:00.000");
        insert(waited);

        sweep();

        assertThat(insert(waited)).isEmpty();
    }

    @Test
    void createsPartitionsOfTheNextDays() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertThat(partitions()).contains(name(today.plusDays(1)), name(today.plusDays(7)));
    }

    @Test
    void replicasCreateAPartitionOnce() {
        List<Prepared> created = Flux.range(0, 8)
                .flatMap(replica -> tenancy.statementAsService(table.preparePartition(day)), 8)
                .collectList()
                .block();

        assertThat(created)
                .containsOnlyOnce(Prepared.CREATED)
                .isSubsetOf(Prepared.CREATED, Prepared.EXISTS, Prepared.BUSY);
        assertThat(partitions()).contains(name(day));
    }

    @Test
    void lookupAndInsertTouchOnePartition() {
        create(day);
        create(day.plusDays(1));
        UUID id = idAt(day, "12:00:00.000");

        List<String> plan = tenancy.statementAsService(
                        sql.sql("explain select from inbox where consumer = 'c' and event_id = '%s'".formatted(id))
                                .mapValue(String.class)
                                .all())
                .collectList()
                .block();
        List<String> locked = tenancy.asService(table.insertNew(consumer, List.of(id))
                        .thenMany(sql.sql("""
                                        select relation::regclass::text from pg_locks
                                        where pid = pg_backend_pid() and mode = 'RowExclusiveLock'
                                          and relation in (select inhrelid from pg_inherits
                                                           where inhparent = 'inbox'::regclass)
                                        """).mapValue(String.class).all())
                        .collectList())
                .block();

        assertThat(plan)
                .filteredOn(line -> line.contains("inbox_"))
                .hasSize(1)
                .allMatch(line -> line.contains(name(day)));
        assertThat(locked).containsExactly(name(day));
    }
}
