package io.ingestio.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.background.TransientFailure;
import io.ingestio.contracts.UsageEvent;
import io.ingestio.contracts.UsageEvent.SubscriptionChanged;
import io.ingestio.messaging.event.CloudEventHeaders;
import io.ingestio.messaging.event.EventCodec;
import io.ingestio.testkit.RealParts;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;

/** How long a partition waits for what its next event needs: as long as is set, and without a limit for the database. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=outage-wait-it",
            "ingestio.postgres.schema=upload",
            "ingestio.postgres.owner-password=upload_owner",
            "ingestio.postgres.app-password=upload_app",
            "ingestio.postgres.service-password=upload_service",
            "ingestio.internal.secret=only-for-this-test",
            "ingestio.inbox.longest-wait=2s",
            "management.endpoint.health.probes.enabled=true",
            "management.endpoint.health.group.liveness.include=livenessState,loops",
            "management.endpoint.health.group.readiness.include=readinessState,r2dbc"
        })
class OutageWaitIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String UNREACHABLE = "unreachable";
    private static volatile boolean databaseAway;

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @LocalServerPort
    int port;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    MeterRegistry meters;

    @Autowired
    ListenerLoops loops;

    @Autowired
    Recorder recorder;

    private final String user = "user-" + UUID.randomUUID();
    private double before;

    @BeforeEach
    void count() {
        before = deadLetters();
    }

    @Test
    void dependencyAwayTooLongIsADeadLetter() {
        send(UNREACHABLE);
        await().atMost(PATIENCE).until(() -> deadLetters() == before + 1);
        send("later");

        await().atMost(PATIENCE).until(() -> recorder.applied.contains(user + "/later"));
        assertThat(recorder.applied).doesNotContain(user + "/" + UNREACHABLE);
    }

    @Test
    void databaseAwayIsNeverADeadLetter() {
        ConsumerLoop loop = loops.loops().getFirst();
        databaseAway = true;
        try {
            send("patient");
            long failures = loop.failures();
            await().atMost(PATIENCE).until(() -> loop.failures() > failures + 4); // waits of 0.5 + 1 + 2 s lie between
        } finally {
            databaseAway = false;
        }

        await().atMost(PATIENCE).until(() -> recorder.applied.contains(user + "/patient"));
        assertThat(deadLetters()).isEqualTo(before);
    }

    /** With the groups that every service sets. */
    @Test
    void onlyReadinessIsDownWithoutDatabase() throws Exception {
        assertThat(health("readiness")).isEqualTo(200);
        databaseAway = true;
        try {
            assertThat(health("readiness")).isEqualTo(503);
            assertThat(health("liveness")).isEqualTo(200);
        } finally {
            databaseAway = false;
        }
        assertThat(health("readiness")).isEqualTo(200);
    }

    private int health(String group) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/" + group);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private void send(String status) {
        var event = new SubscriptionChanged(user, "plus", status, Instant.now());
        kafka.send(CloudEventHeaders.record(
                        "ingestio.usage",
                        user,
                        UUID.randomUUID(),
                        "subscription.changed",
                        Instant.now(),
                        new EventCodec().encode(event)))
                .join();
    }

    private double deadLetters() {
        return meters.counter("ingestio.dead.letters", "topic", "ingestio.usage")
                .count();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {

        @Bean
        Recorder recorder() {
            return new Recorder();
        }

        @Bean
        static BeanPostProcessor breakableDatabase() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof ConnectionFactory connections ? new Breakable(connections) : bean;
                }
            };
        }
    }

    private record Breakable(ConnectionFactory connections) implements ConnectionFactory {

        @Override
        public Publisher<? extends Connection> create() {
            return Mono.defer(() -> databaseAway
                    ? Mono.error(new R2dbcNonTransientResourceException("connection refused, as the test wants"))
                    : Mono.from(connections.create()));
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return connections.getMetadata();
        }
    }

    static class Recorder implements EventListener<UsageEvent> {

        private final Queue<String> applied = new ConcurrentLinkedQueue<>();

        @Override
        public Class<UsageEvent> family() {
            return UsageEvent.class;
        }

        @Override
        public Object transactionKey(UsageEvent event) {
            return status(event);
        }

        @Override
        public Optional<Mono<Effect<UsageEvent>>> preparation(List<UsageEvent> events) {
            return Optional.of(
                    status(events.getFirst()).equals(UNREACHABLE)
                            ? Mono.error(new DependencyAway())
                            : Mono.just(this::onAll));
        }

        @Override
        public Mono<Void> onAll(List<UsageEvent> events) {
            return Mono.fromRunnable(() -> events.forEach(event -> applied.add(event.userId() + "/" + status(event))));
        }

        private static String status(UsageEvent event) {
            return event instanceof SubscriptionChanged changed ? changed.status() : "";
        }
    }

    private static final class DependencyAway extends RuntimeException implements TransientFailure {
        private static final long serialVersionUID = 1L;
    }
}
