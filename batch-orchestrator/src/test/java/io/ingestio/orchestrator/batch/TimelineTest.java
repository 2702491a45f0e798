package io.ingestio.orchestrator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionAttempted;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.orchestrator.timeline.Hop;
import io.ingestio.orchestrator.timeline.Hop.Kind;
import io.ingestio.testkit.SampleEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The timelines that events give, whatever their order. */
class TimelineTest {

    private static final int SEEDS = 3_000;

    private final SampleEvents batch = SampleEvents.ofBatch();

    @Test
    void isTheSameForAnyDeliveryOfItsEvents() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<BatchEvent> events = new ArrayList<>();
            int documents = 1 + random.nextInt(3);
            events.add(batch.created(documents));
            for (int position = 0; position < documents; position++) {
                events.addAll(document(UUID.randomUUID(), position, random));
            }
            var inOrder = new InMemoryState();
            events.forEach(event -> inOrder.apply(List.of(event)));
            var delivered = new InMemoryState();
            History.grouped(History.shuffled(events, random), 1 + random.nextInt(5), random)
                    .forEach(delivered::apply);

            assertThat(delivered.timeline()).as("seed %d", seed).isEqualTo(inOrder.timeline());
            assertThat(inOrder.timeline()).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(2 * documents);
        }
    }

    @Test
    void namesEveryHopInItsOrder() {
        UUID document = UUID.randomUUID();
        var state = new InMemoryState();
        state.apply(List.of(
                batch.created(1),
                batch.uploaded(document, 0),
                started(document, 1, 10),
                postponed(document, 1, 11),
                started(document, 1, 20),
                retried(document, 1, 21),
                started(document, 2, 30),
                batch.completed(document, 1, 1, SampleEvents.T0.plusSeconds(31))));

        assertThat(state.timeline())
                .extracting(Hop::kind)
                .containsExactlyInAnyOrder(
                        Kind.RECEIVED,
                        Kind.RECORDED,
                        Kind.QUEUED,
                        Kind.STARTED,
                        Kind.POSTPONED,
                        Kind.RETRIED,
                        Kind.STARTED,
                        Kind.COMPLETED)
                .endsWith(Kind.QUEUED, Kind.STARTED, Kind.POSTPONED, Kind.RETRIED, Kind.STARTED, Kind.COMPLETED);
        assertThat(state.timeline())
                .filteredOn(hop -> hop.kind() == Kind.STARTED)
                .extracting(Hop::attempt)
                .containsExactly(1, 2);
        assertThat(state.timeline())
                .filteredOn(hop -> hop.kind() == Kind.POSTPONED)
                .singleElement()
                .satisfies(hop -> {
                    assertThat(hop.code()).isEqualTo("circuit_open");
                    assertThat(hop.nextAttemptAt()).isEqualTo(hop.at().plusSeconds(2));
                });
    }

    @Test
    void outageAddsAHopForEachEventOnly() {
        UUID document = UUID.randomUUID();
        var state = new InMemoryState();
        state.apply(List.of(batch.created(1), batch.uploaded(document, 0)));
        for (int second = 0; second < 100; second++) {
            state.apply(List.of(started(document, 1, 100 + second)));
        }

        assertThat(state.timeline())
                .filteredOn(hop -> hop.kind() == Kind.STARTED)
                .hasSize(1);
    }

    private List<BatchEvent> document(UUID id, int position, Random random) {
        if (random.nextInt(6) == 0) {
            return List.of(batch.rejected(id, position));
        }
        List<BatchEvent> events = new ArrayList<>(List.of(batch.uploaded(id, position)));
        int second = 10;
        for (int attempt = 1; attempt <= 1 + random.nextInt(3); attempt++) {
            events.add(started(id, attempt, second++));
            if (random.nextBoolean()) {
                events.add(postponed(id, attempt, second++));
                events.add(started(id, attempt, second++));
            }
            events.add(retried(id, attempt, second++));
        }
        switch (random.nextInt(4)) {
            case 0 -> events.add(batch.completed(id, 1, 1, SampleEvents.T0.plusSeconds(second)));
            case 1 -> events.add(batch.failed(id, 1, SampleEvents.T0.plusSeconds(second)));
            case 2 -> events.add(batch.cancelled(id, 1));
            default -> {}
        }
        return events;
    }

    private ExtractionStarted started(UUID id, int attempt, int second) {
        return new ExtractionStarted(
                batch.batchId(), id, batch.userId(), 1, attempt, at(second), SampleEvents.T0.plusSeconds(5));
    }

    private ExtractionAttempted retried(UUID id, int attempt, int second) {
        return attempted(id, attempt, "model_output", true, second);
    }

    private ExtractionAttempted postponed(UUID id, int attempt, int second) {
        return attempted(id, attempt, "circuit_open", false, second);
    }

    private ExtractionAttempted attempted(UUID id, int attempt, String code, boolean counted, int second) {
        return new ExtractionAttempted(
                batch.batchId(), id, batch.userId(), 1, attempt, code, counted, at(second), at(second + 2));
    }

    private static Instant at(int second) {
        return SampleEvents.T0.plusSeconds(second);
    }
}
