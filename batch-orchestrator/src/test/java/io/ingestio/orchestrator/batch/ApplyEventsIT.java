package io.ingestio.orchestrator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.database.Tenancy;
import io.ingestio.orchestrator.OrchestratorApplication;
import io.ingestio.orchestrator.batch.BatchReads.BatchView;
import io.ingestio.orchestrator.batch.History.End;
import io.ingestio.testkit.RealParts;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** The tables hold what {@link InMemoryState} computes, for any delivery of the same events. */
@SpringBootTest(
        classes = OrchestratorApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=batch-orchestrator", "ingestio.outbox.enabled=false"})
class ApplyEventsIT {

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @Autowired
    ApplyEvents applyEvents;

    @Autowired
    BatchReads batches;

    @Autowired
    Tenancy tenancy;

    @Autowired
    DatabaseClient sql;

    @ParameterizedTest
    @ValueSource(longs = {7_001, 7_002, 7_003, 7_004, 7_005, 7_006, 7_007, 7_008, 7_009, 7_010, 7_011, 7_012})
    void tablesAgreeWithMemoryForAnyDelivery(long seed) {
        Random random = new Random(seed);
        List<BatchEvent> events = History.random(random).inOrder();
        UUID id = events.getFirst().batchId();
        var memory = new InMemoryState();
        for (List<BatchEvent> group : History.grouped(History.shuffled(events, random), 4, random)) {
            memory.apply(group);
            apply(group);
        }

        Batch batch = memory.batch(id);
        assertThat(isVisible(id)).isEqualTo(batch.isVisible());
        if (batch.isVisible()) {
            assertStored(batch);
        }
        assertThat(completionsOf(id)).isEqualTo(memory.completions().count());
    }

    private void assertStored(Batch batch) {
        BatchView stored = find(batch.id());
        assertThat(stored.status()).isEqualTo(batch.status().wireName());
        assertThat(stored.documentCount()).isEqualTo(batch.documentCount());
        assertThat(stored.completedCount()).isEqualTo(batch.counts().completed());
        assertThat(stored.failedCount()).isEqualTo(batch.counts().failed());
        assertThat(stored.totalPages()).isEqualTo(batch.counts().pages());
        assertThat(stored.lastErrorMessage()).isEqualTo(batch.lastErrorMessage());
        assertThat(stored.completedAt()).isEqualTo(batch.completedAt());
        assertThat(stored.expiresAt() != null).isEqualTo(batch.isDraft());
    }

    @Test
    void completesOnceWhenTheLastTwoEndTogether() {
        for (int round = 0; round < 25; round++) {
            List<BatchEvent> events = new History(List.of(End.COMPLETED, End.FAILED)).inOrder();
            UUID batch = events.getFirst().batchId();
            apply(events.subList(0, events.size() - 2));
            Flux.fromIterable(events.subList(events.size() - 2, events.size()))
                    .flatMap(event ->
                            tenancy.asService(applyEvents.apply(List.of(event))).subscribeOn(Schedulers.parallel()))
                    .blockLast();
            assertThat(find(batch).status()).isEqualTo("partially_completed");
            assertThat(completionsOf(batch)).isEqualTo(1);
        }
    }

    private void apply(List<BatchEvent> events) {
        tenancy.asService(applyEvents.apply(events)).block();
    }

    private boolean isVisible(UUID batch) {
        return Boolean.TRUE.equals(tenancy.asUser("alice", batches.find("alice", batch))
                .hasElement()
                .block());
    }

    private BatchView find(UUID batch) {
        return tenancy.asUser("alice", batches.find("alice", batch)).block().batch();
    }

    private long completionsOf(UUID batch) {
        return tenancy.statementAsService(
                        sql.sql("select count(*) from outbox where key = :key and type = 'batch.completed'")
                                .bind("key", batch.toString())
                                .map(row -> row.get(0, Long.class))
                                .one())
                .block();
    }
}
