package io.ingestio.orchestrator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.status.BatchStatus;
import io.ingestio.testkit.SampleEvents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {

    private static final int SEEDS = 10_000;

    @Test
    void isTheSameForAnyDeliveryOfItsEvents() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<BatchEvent> events = History.random(random).inOrder();
            UUID id = events.getFirst().batchId();
            var inOrder = new InMemoryState();
            events.forEach(event -> inOrder.apply(List.of(event)));
            var delivered = new InMemoryState();
            History.grouped(History.shuffled(events, random), 1 + random.nextInt(4), random)
                    .forEach(delivered::apply);

            assertThat(delivered.batch(id)).as("seed %d", seed).isEqualTo(inOrder.batch(id));
            assertThat(delivered.documents()).as("seed %d", seed).isEqualTo(inOrder.documents());
            assertThat(delivered.published()).as("seed %d", seed).isEqualTo(inOrder.published());
            assertThat(inOrder.completions()).hasSizeLessThanOrEqualTo(1);
        }
    }

    /** Every move between the states of a batch that was not submitted at once. */
    @ParameterizedTest
    @CsvSource({
        "drafted, PENDING_UPLOAD, true, 2",
        "drafted drafted, PENDING_UPLOAD, true, 2",
        "drafted created, QUEUED, true, 2",
        "created drafted, QUEUED, true, 2",
        "drafted created created drafted, QUEUED, true, 2",
        "drafted cancelled, CANCELLED, true, 0",
        "cancelled drafted, CANCELLED, true, 0",
        "drafted cancelled expired, CANCELLED, true, 0",
        "drafted expired, PENDING_UPLOAD, false, 2",
        "expired drafted, PENDING_UPLOAD, false, 2",
        "drafted expired cancelled, PENDING_UPLOAD, false, 2",
        "drafted created cancelled, QUEUED, true, 2",
        "drafted created expired, QUEUED, true, 2",
        "cancelled, CANCELLED, false, 0",
        "expired, PENDING_UPLOAD, false, 0"
    })
    void draftIsSubmittedOrDiscarded(String history, BatchStatus status, boolean isVisible, int documents) {
        SampleEvents events = SampleEvents.ofBatch();
        var state = new InMemoryState();
        for (String happened : history.split(" ")) {
            state.apply(List.of(
                    switch (happened) {
                        case "drafted" -> events.drafted(2);
                        case "created" -> events.created(2);
                        default -> events.discarded(happened);
                    }));
        }

        Batch batch = state.batch(events.batchId());
        assertThat(batch.status()).isEqualTo(status);
        assertThat(batch.isVisible()).isEqualTo(isVisible);
        assertThat(batch.isDraft()).isEqualTo(isVisible && status == BatchStatus.PENDING_UPLOAD);
        assertThat(batch.documentCount()).isEqualTo(documents);
        assertThat(batch.completedAt())
                .isEqualTo(
                        status == BatchStatus.CANCELLED
                                ? events.discarded("cancelled").discardedAt()
                                : null);
        assertThat(state.published()).isEmpty();
    }

    @Test
    void submissionKeepsTheNameOfItsDraft() {
        SampleEvents events = SampleEvents.ofBatch();
        Batch draft = Batch.afterAll(
                        List.of(events.drafted(1)),
                        Map.of(events.batchId(), Batch.placeholder(events.batchId(), "alice")))
                .get(events.batchId());

        Batch submitted = draft.renamed("June").announcedBy(events.created(1));

        assertThat(submitted.name()).isEqualTo("June");
        assertThat(submitted.announcement()).isEqualTo(Batch.Announcement.of(events.created(1)));
    }

    @ParameterizedTest
    @CsvSource({
        // all, known, processing, completed, failed, cancelled, deleted
        "3, 0, 0, 0, 0, 0, 0, QUEUED",
        "3, 3, 0, 0, 0, 0, 0, QUEUED",
        "3, 3, 1, 0, 0, 0, 0, PROCESSING",
        "3, 2, 0, 2, 0, 0, 0, PROCESSING",
        "3, 3, 0, 2, 0, 0, 0, PROCESSING",
        "3, 3, 0, 3, 0, 0, 0, COMPLETED",
        "3, 3, 0, 2, 1, 0, 0, PARTIALLY_COMPLETED",
        "3, 3, 0, 0, 3, 0, 0, FAILED",
        "3, 3, 0, 1, 1, 1, 0, CANCELLED",
        "3, 2, 0, 2, 0, 0, 1, COMPLETED",
        "3, 2, 0, 1, 0, 0, 1, PROCESSING",
        "3, 2, 0, 0, 2, 0, 1, FAILED",
        "3, 0, 0, 0, 0, 0, 3, COMPLETED"
    })
    void statusFollowsFromTheCounts(
            int all,
            int known,
            int processing,
            int completed,
            int failed,
            int cancelled,
            int deleted,
            BatchStatus expected) {
        var counts = new Recount(
                known, processing, completed, failed, cancelled, deleted, 0, 1, "It is empty.", SampleEvents.T0);

        assertThat(announced(all).recounted(counts).batch().status()).isEqualTo(expected);
    }

    @Test
    void isInvisibleUntilAnnounced() {
        var counts = new Recount(1, 0, 1, 0, 0, 0, 1, 0, null, SampleEvents.T0);

        var decision = Batch.placeholder(UUID.randomUUID(), "alice").recounted(counts);

        assertThat(decision.batch().status()).isEqualTo(BatchStatus.PENDING_UPLOAD);
        assertThat(decision.completed()).isEmpty();
    }

    @Test
    void publishesOneCompletionPerRevision() {
        var counts = new Recount(1, 0, 1, 0, 0, 0, 5, 0, null, SampleEvents.T0);

        var first = announced(1).recounted(counts);
        var second = first.batch().recounted(counts);

        assertThat(first.completed()).hasValueSatisfying(event -> {
            assertThat(event.revision()).isEqualTo(1);
            assertThat(event.status()).isEqualTo("completed");
            assertThat(event.totalPages()).isEqualTo(5);
        });
        assertThat(second.completed()).isEmpty();
    }

    @Test
    void namesTheReasonThatAllFailuresShare() {
        assertThat(failed(1, "The file is empty.").lastErrorMessage())
                .isEqualTo("None of the documents could be processed: The file is empty.");
        assertThat(failed(2, "The file is empty.").lastErrorMessage())
                .isEqualTo("None of the documents could be processed. Each document says why.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 5_000})
    void cutsLongReasonsToTheColumn(int length) {
        assertThat(failed(1, "x".repeat(length)).lastErrorMessage()).hasSize(1_000);
    }

    @Test
    void hasNoEndWhileDocumentsRun() {
        var running = new Recount(2, 1, 1, 0, 0, 0, 2, 0, null, Instant.EPOCH);

        assertThat(announced(2).recounted(running).batch().completedAt()).isNull();
    }

    private static Batch announced(int documents) {
        SampleEvents events = SampleEvents.ofBatch();
        return Batch.placeholder(events.batchId(), "alice").announcedBy(events.created(documents));
    }

    private static Batch failed(int codes, String message) {
        return announced(2)
                .recounted(new Recount(2, 0, 0, 2, 0, 0, 0, codes, message, SampleEvents.T0))
                .batch();
    }
}
