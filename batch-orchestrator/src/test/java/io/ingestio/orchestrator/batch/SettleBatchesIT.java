package io.ingestio.orchestrator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.contracts.UploadEvent.BatchCreated;
import io.ingestio.contracts.UploadEvent.DocumentRejected;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.ingestio.database.Tenancy;
import io.ingestio.orchestrator.OrchestratorApplication;
import io.ingestio.orchestrator.batch.BatchReads.BatchView;
import io.ingestio.testkit.RealParts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** The batch that the database holds after any order, any grouping and any number of deliveries of the same events. */
@SpringBootTest(
        classes = OrchestratorApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=batch-orchestrator", "ingestio.outbox.enabled=false"})
class SettleBatchesIT {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @Autowired
    SettleBatches settleBatches;

    @Autowired
    BatchReads batches;

    @Autowired
    Tenancy tenancy;

    @Autowired
    DatabaseClient sql;

    static Stream<Long> seeds() {
        return IntStream.range(0, 40).mapToObj(i -> 7_000L + i);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyPermutationWithDuplicatesOfABatchsEventsGivesTheSameBatch(long seed) {
        Random random = new Random(seed);
        var story = Story.random(random);
        BatchView inOrder = play(story.of("in-order"), 1, random);
        var again = story.of("shuffled");
        List<BatchEvent> shuffled = new ArrayList<>(again);
        again.forEach(event -> IntStream.range(0, random.nextInt(3)).forEach(i -> shuffled.add(event)));
        Collections.shuffle(shuffled, random);
        BatchView outOfOrder = play(shuffled, 1 + random.nextInt(4), random);
        assertThat(outOfOrder).usingRecursiveComparison().ignoringFields("id").isEqualTo(inOrder);
        assertThat(completionsOf(outOfOrder.id())).isEqualTo(completionsOf(inOrder.id()));
        assertThat(outOfOrder.completedCount() + outOfOrder.failedCount() + outOfOrder.cancelledCount())
                .isLessThanOrEqualTo(outOfOrder.documentCount());
    }

    @Test
    void publishesOneCompletionWhenTheLastTwoDocumentsFinishAtTheSameTime() {
        for (int round = 0; round < 25; round++) {
            var story = new Story(List.of("completed", "failed"));
            List<BatchEvent> events = story.of("concurrent");
            UUID batch = events.getFirst().batchId();
            play(events.subList(0, events.size() - 2), 10, new Random(1));
            Flux.fromIterable(events.subList(events.size() - 2, events.size()))
                    .flatMap(event ->
                            tenancy.asService(settleBatches.on(List.of(event))).subscribeOn(Schedulers.parallel()))
                    .blockLast();
            assertThat(find(batch).status()).isEqualTo("partially_completed");
            assertThat(completionsOf(batch)).isEqualTo(1);
        }
    }

    private BatchView play(List<BatchEvent> events, int mostTogether, Random random) {
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(mostTogether));
            tenancy.asService(settleBatches.on(events.subList(from, to))).block();
            from = to;
        }
        return find(events.getFirst().batchId());
    }

    private BatchView find(UUID batch) {
        return tenancy.asUser("alice", batches.find("alice", batch)).block();
    }

    private long completionsOf(UUID batch) {
        return tenancy.statementAsService(
                        sql.sql("select count(*) from outbox where key = :key and type = 'batch.completed'")
                                .bind("key", batch.toString())
                                .map(row -> row.get(0, Long.class))
                                .one())
                .block();
    }

    /** The events of one batch whose documents end as given: completed, failed, rejected, started or uploaded. */
    private record Story(List<String> ends) {

        static Story random(Random random) {
            String[] ends = {"completed", "completed", "failed", "rejected", "started", "uploaded"};
            boolean allEnd = random.nextBoolean();
            return new Story(IntStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(i -> ends[random.nextInt(allEnd ? 4 : ends.length)])
                    .toList());
        }

        List<BatchEvent> of(String name) {
            UUID batch = UUID.randomUUID();
            List<BatchEvent> created = new ArrayList<>();
            List<BatchEvent> started = new ArrayList<>();
            List<BatchEvent> ended = new ArrayList<>();
            created.add(new BatchCreated(batch, "alice", "a batch", "global", "all of it", ends.size(), T0));
            for (int i = 0; i < ends.size(); i++) {
                UUID id = UUID.randomUUID();
                Instant at = T0.plusSeconds(10 + i);
                String end = ends.get(i);
                if (end.equals("rejected")) {
                    created.add(
                            new DocumentRejected(batch, id, "alice", i, "f" + i, 9, "empty_file", "It is empty.", at));
                    continue;
                }
                created.add(new DocumentUploaded(
                        batch,
                        id,
                        "alice",
                        1,
                        i,
                        "f" + i,
                        "application/pdf",
                        9,
                        i + 1,
                        "key" + id,
                        "00",
                        "global",
                        "all of it",
                        null,
                        "plus",
                        16,
                        T0));
                if (!end.equals("uploaded")) {
                    started.add(new ExtractionStarted(batch, id, "alice", 1, 1, at));
                }
                if (end.equals("completed")) {
                    ended.add(new ExtractionCompleted(
                            batch,
                            id,
                            "alice",
                            1,
                            "f" + i,
                            i + 1,
                            "all of it",
                            "invoice",
                            Map.of(),
                            List.of(),
                            "scripted",
                            1,
                            1,
                            at));
                } else if (end.equals("failed")) {
                    ended.add(new ExtractionFailed(batch, id, "alice", 1, "model_output", "Try again.", at));
                }
            }
            return Stream.of(created, started, ended).flatMap(List::stream).toList();
        }
    }
}
