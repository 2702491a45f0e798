package io.ingestio.messaging.inbox;

import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.inbox.InboxTable.Prepared;
import io.ingestio.testkit.RealParts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;

/** An inbox whose days are partitions. Each test has days of its own in another century, where no other one inserts. */
@SpringBootTest(
        classes = InboxPartitionsFixture.App.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=inbox-partitions-it",
            "ingestio.postgres.schema=orchestration",
            "ingestio.postgres.owner-password=orchestration_owner",
            "ingestio.postgres.app-password=orchestration_app",
            "ingestio.postgres.service-password=orchestration_service"
        })
abstract class InboxPartitionsFixture {

    static final Duration RETENTION = Duration.ofDays(15);
    static final Random RANDOM = new Random();

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

    final String consumer = "partitions-test-" + UUID.randomUUID();
    final LocalDate day = LocalDate.of(2080, 1, 1).plusDays(RANDOM.nextInt(9000));
    final LocalDate past = LocalDate.of(1980, 1, 1).plusDays(RANDOM.nextInt(9000));

    /** The service's own first pass, which also holds the lock under which partitions are created. */
    @BeforeEach
    void awaitFirstPass() {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        partitions().contains(name(LocalDate.now(ZoneOffset.UTC).plusDays(7))));
    }

    void sweep() {
        sweep(new SimpleMeterRegistry(), LocalDate.now(ZoneOffset.UTC));
    }

    void sweep(MeterRegistry meters, LocalDate today) {
        Clock clock = Clock.fixed(today.atStartOfDay().toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        new InboxPartitions(table, tenancy, RETENTION, clock, meters)
                .portion(500)
                .block();
    }

    Prepared create(LocalDate of) {
        return tenancy.statementAsService(table.preparePartition(of)).block();
    }

    Set<UUID> insert(UUID... ids) {
        return tenancy.asService(table.insertNew(consumer, List.of(ids))).block();
    }

    void age(String by, String prefix) {
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

    String partitionOf(UUID id) {
        return tenancy.statementAsService(sql.sql("""
                                select tableoid::regclass::text from inbox where consumer = :consumer and event_id = :id
                                """)
                        .bind("consumer", consumer)
                        .bind("id", id)
                        .mapValue(String.class)
                        .one())
                .block();
    }

    List<String> partitions() {
        return tenancy.statementAsService(
                        sql.sql("select inhrelid::regclass::text from pg_inherits where inhparent = 'inbox'::regclass")
                                .mapValue(String.class)
                                .all())
                .collectList()
                .block();
    }

    static String name(LocalDate day) {
        return "inbox_" + day.toString().replace("-", "");
    }

    static UUID idAt(LocalDate day, String time) {
        return UuidCreator.getTimeOrderedEpochMin(Instant.parse(day + "T" + time + "Z"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {}
}
