package io.ingestio.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.inbox.InboxTable.Dropped;
import io.ingestio.messaging.inbox.InboxTable.Prepared;
import io.ingestio.testkit.RealParts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Days of events that are dropped as a whole. Each test has days of its own in another century, where no other one inserts. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=inbox-partitions-it",
            "ingestio.postgres.schema=orchestration",
            "ingestio.postgres.owner-password=orchestration_owner",
            "ingestio.postgres.app-password=orchestration_app",
            "ingestio.postgres.service-password=orchestration_service"
        })
class InboxPartitionsIT {

    private static final Duration RETENTION = Duration.ofDays(15);
    private static final Random RANDOM = new Random();

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @Autowired
    InboxTable table;

    @Autowired
    Tenancy tenancy;

    @Autowired
    DatabaseClient sql;

    private final String consumer = "partitions-test-" + UUID.randomUUID();
    private final LocalDate day = LocalDate.of(2080, 1, 1).plusDays(RANDOM.nextInt(9000));
    private final LocalDate past = LocalDate.of(1980, 1, 1).plusDays(RANDOM.nextInt(9000));

    /** The service's own first pass, which also holds the lock under which partitions are created. */
    @BeforeEach
    void awaitFirstPass() {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        partitions().contains(name(LocalDate.now(ZoneOffset.UTC).plusDays(7))));
    }

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

    private void sweep() {
        sweep(new SimpleMeterRegistry(), LocalDate.now(ZoneOffset.UTC));
    }

    private void sweep(MeterRegistry meters, LocalDate today) {
        Clock clock = Clock.fixed(today.atStartOfDay().toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        new InboxPartitions(table, tenancy, RETENTION, clock, meters)
                .portion(500)
                .block();
    }

    private Prepared create(LocalDate of) {
        return tenancy.statementAsService(table.preparePartition(of)).block();
    }

    private Set<UUID> insert(UUID... ids) {
        return tenancy.asService(table.insertNew(consumer, List.of(ids))).block();
    }

    private void age(String by, String prefix) {
        Mono<Void> aged = sql.sql("""
                        update inbox set received_at = now() - :age::interval
                        where consumer = :consumer and event_id::text like :prefix || '%'
                        """)
                .bind("age", by)
                .bind("consumer", consumer)
                .bind("prefix", prefix)
                .then();
        tenancy.statementAsService(aged).block();
    }

    private String partitionOf(UUID id) {
        return tenancy.statementAsService(sql.sql("""
                                select tableoid::regclass::text from inbox where consumer = :consumer and event_id = :id
                                """)
                        .bind("consumer", consumer)
                        .bind("id", id)
                        .mapValue(String.class)
                        .one())
                .block();
    }

    private List<String> partitions() {
        return tenancy.statementAsService(
                        sql.sql("select inhrelid::regclass::text from pg_inherits where inhparent = 'inbox'::regclass")
                                .mapValue(String.class)
                                .all())
                .collectList()
                .block();
    }

    private static String name(LocalDate day) {
        return "inbox_" + day.toString().replace("-", "");
    }

    private static UUID idAt(LocalDate day, String time) {
        return UuidCreator.getTimeOrderedEpochMin(Instant.parse(day + "T" + time + "Z"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {}
}
