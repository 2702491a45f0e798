package io.ingestio.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.UsageEvent;
import io.ingestio.contracts.UsageEvent.SubscriptionChanged;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.inbox.Inbox.Arrived;
import io.ingestio.testkit.RealParts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;

/** Which events share a transaction. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=inbox-it",
            "ingestio.postgres.schema=upload",
            "ingestio.postgres.owner-password=upload_owner",
            "ingestio.postgres.app-password=upload_app",
            "ingestio.postgres.service-password=upload_service",
            "ingestio.internal.secret=only-for-this-test"
        })
class InboxTransactionsIT {

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @Autowired
    Tenancy tenancy;

    @Autowired
    DatabaseClient sql;

    private final String consumer = "consumer-" + UUID.randomUUID();

    @Test
    void eventsOfDifferentKeysShareNoTransaction() {
        var listener = new PerUser("none");

        process(listener, event("alice"), event("bob"), event("alice"));

        assertThat(listener.transactions).containsOnlyKeys("alice", "bob");
        assertThat(listener.transactions.get("alice")).isNotEqualTo(listener.transactions.get("bob"));
        assertThat(listener.counts).containsOnly(Map.entry("alice", 2), Map.entry("bob", 1));
    }

    @Test
    void failureOfOneKeyKeepsTheOthers() {
        Arrived<UsageEvent> good = event("alice");
        Arrived<UsageEvent> bad = event("bob");

        assertThatThrownBy(() -> process(new PerUser("bob"), good, bad)).hasMessageContaining("bob fails");
        var second = new PerUser("none");
        process(second, good, bad);

        assertThat(second.counts).containsOnly(Map.entry("bob", 1));
    }

    @SafeVarargs
    private void process(PerUser listener, Arrived<UsageEvent>... arrived) {
        new Inbox(tenancy, new InboxTable(sql)).process(consumer, listener, List.of(arrived));
    }

    private static Arrived<UsageEvent> event(String user) {
        return new Arrived<>(UUID.randomUUID(), new SubscriptionChanged(user, "plus", "active", Instant.now()));
    }

    /** Records the transaction and the number of events of each user. */
    private final class PerUser implements EventListener<UsageEvent> {

        private final Map<String, Long> transactions = new ConcurrentHashMap<>();
        private final Map<String, Integer> counts = new ConcurrentHashMap<>();
        private final String failing;

        PerUser(String failing) {
            this.failing = failing;
        }

        @Override
        public Class<UsageEvent> family() {
            return UsageEvent.class;
        }

        @Override
        public Object transactionKey(UsageEvent event) {
            return event.key();
        }

        @Override
        public Mono<Void> onAll(List<UsageEvent> events) {
            String user = events.getFirst().key();
            if (user.equals(failing)) {
                return Mono.error(new IllegalArgumentException(user + " fails"));
            }
            assertThat(events).allMatch(event -> event.key().equals(user));
            counts.put(user, events.size());
            return sql.sql("select txid_current()")
                    .map(row -> row.get(0, Long.class))
                    .one()
                    .doOnNext(transaction -> transactions.put(user, transaction))
                    .then();
        }
    }

    @Configuration
    @EnableAutoConfiguration
    static class Microservice {}
}
