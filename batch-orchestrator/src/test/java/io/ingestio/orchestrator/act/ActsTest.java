package io.ingestio.orchestrator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import io.ingestio.contracts.status.DocumentStatus;
import io.ingestio.orchestrator.batch.Batch;
import io.ingestio.orchestrator.document.Document;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Users act on batches at any moment, and events arrive in any order, more than once: everything ends, and adds up. */
class ActsTest {

    private static final int SEEDS = 20_000;

    @Test
    void everyHistoryEndsAndAddsUp() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var world = new SimulatedWorld(new Random(seed));
            world.run();

            String history = "seed " + seed;
            for (Document document : world.state().documents()) {
                if (!document.isDeleted()) {
                    assertThat(document.isOpen()).as(history).isFalse();
                    assertThat(document.progress().status()).as(history).isEqualTo(world.endOf(document));
                    assertThat(document.isConfirmed()).as(history).isEqualTo(world.isConfirmed(document));
                }
            }
            world.state().batches().values().forEach(batch -> assertBatch(history, batch, world));
        }
    }

    private static void assertBatch(String history, Batch batch, SimulatedWorld world) {
        List<BatchCompleted> completions = world.state()
                .completions()
                .filter(event -> event.batchId().equals(batch.id()))
                .toList();
        assertThat(completions.stream().map(BatchCompleted::revision))
                .as(history)
                .isEqualTo(IntStream.rangeClosed(1, completions.size()).boxed().toList());
        if (batch.isDeleted() || batch.discardedAt() != null) {
            assertThat(presentIn(batch, world)).as(history).isEmpty();
            assertThat(world.hasSubmitted() && !batch.isDeleted()).as(history).isFalse();
            return;
        }
        assertThat(world.hasSubmitted()).as(history).isTrue();
        BatchCompleted last = completions.getLast();
        List<Document> present = presentIn(batch, world);
        assertThat(last.revision()).as(history).isEqualTo(batch.revision());
        assertThat(last.documentCount()).as(history).isEqualTo(present.size());
        assertThat(last.completedCount()).as(history).isEqualTo(count(present, DocumentStatus.COMPLETED));
        assertThat(last.failedCount()).as(history).isEqualTo(count(present, DocumentStatus.FAILED));
        assertThat(last.cancelledCount()).as(history).isEqualTo(count(present, DocumentStatus.CANCELLED));
        assertThat(last.completedCount() + last.failedCount() + last.cancelledCount())
                .as(history)
                .isEqualTo(last.documentCount());
    }

    private static List<Document> presentIn(Batch batch, SimulatedWorld world) {
        return world.state().documents().stream()
                .filter(document -> document.batchId().equals(batch.id()) && !document.isDeleted())
                .toList();
    }

    private static int count(List<Document> documents, DocumentStatus status) {
        return (int) documents.stream()
                .filter(document -> document.progress().status() == status)
                .count();
    }
}
