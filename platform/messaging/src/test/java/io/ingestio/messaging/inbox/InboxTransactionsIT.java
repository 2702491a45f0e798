package io.ingestio.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.UsageEvent;
import io.ingestio.contracts.UsageEvent.SubscriptionChanged;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.deadletter.DeleteDeadLetters;
import io.ingestio.messaging.inbox.Inbox.Arrived;
import io.ingestio.testkit.RealParts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/** Which events share a transaction, and what happens before it. */
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
    DeleteDeadLetters deleteDeadLetters;

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

    @Test
    void preparationEndsBeforeTheTransaction() {
        var listener = new Prepared(TransactionSynchronizationManager.forCurrentTransaction()
                .map(TransactionSynchronizationManager::isActualTransactionActive)
                .onErrorReturn(NoTransactionException.class, false)
                .doOnNext(active -> assertThat(active).isFalse()));

        process(listener, event("alice"), event("bob"));

        assertThat(listener.applied).containsExactly("alice", "bob");
        assertThat(listener.preparations).hasValue(1);
    }

    @Test
    void knownEventsAreNotPreparedAgain() {
        Arrived<UsageEvent> known = event("alice");
        process(new Prepared(Mono.just(true)), known);
        var second = new Prepared(Mono.error(new IllegalStateException("what it refers to is gone")));

        process(second, known);

        assertThat(second.preparations).hasValue(0);
        assertThat(second.applied).isEmpty();
    }

    @Test
    void failedPreparationLeavesEventsUnknown() {
        Arrived<UsageEvent> event = event("alice");
        assertThatThrownBy(() -> process(new Prepared(Mono.error(new IllegalArgumentException("damaged"))), event))
                .hasMessageContaining("damaged");
        var second = new Prepared(Mono.just(true));

        process(second, event);

        assertThat(second.applied).containsExactly("alice");
    }

    @SafeVarargs
    private void process(EventListener<UsageEvent> listener, Arrived<UsageEvent>... arrived) {
        new Inbox(tenancy, new InboxTable(sql), deleteDeadLetters).process(consumer, listener, List.of(arrived));
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

    /** Fetches something before it applies events, and records how often. */
    private static final class Prepared implements EventListener<UsageEvent> {

        private final List<String> applied = new CopyOnWriteArrayList<>();
        private final AtomicInteger preparations = new AtomicInteger();
        private final Mono<Boolean> fetch;

        Prepared(Mono<Boolean> fetch) {
            this.fetch = fetch;
        }

        @Override
        public Class<UsageEvent> family() {
            return UsageEvent.class;
        }

        @Override
        public Optional<Mono<Effect<UsageEvent>>> preparation(List<UsageEvent> events) {
            return Optional.of(fetch.doOnSubscribe(subscription -> preparations.incrementAndGet())
                    .map(fetched -> this::onAll));
        }

        @Override
        public Mono<Void> onAll(List<UsageEvent> events) {
            return Mono.fromRunnable(() -> events.forEach(event -> applied.add(event.userId())));
        }
    }

    @Configuration
    @EnableAutoConfiguration
    static class Microservice {}
}
