package io.ingestio.launcher.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.launcher.soak.Observations.Batch;
import io.ingestio.launcher.soak.Observations.Counts;
import io.ingestio.launcher.soak.Observations.Load;
import io.ingestio.launcher.soak.Observations.Pages;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A good run has no violation; each change of it has exactly one. */
class VerdictTest {

    private static final Duration LENGTH = Duration.ofSeconds(80);
    private static final long MB = 1L << 20;
    private static final Counts COUNTS = new Counts(2, 2, 0, 0, 3);
    private static final Load LOAD =
            new Load(LENGTH, Map.of("alice", 1L), List.of(Duration.ofSeconds(1)), 1, 0, 1, 1, List.of());
    private static final Batch BATCH = batch("alice", "completed", COUNTS);

    @Test
    void goodRunHasNoViolation() {
        assertThat(judge(LOAD, BATCH, batch("hostile", "failed", new Counts(1, 0, 1, 0, 0))))
                .isEmpty();
    }

    @Test
    void batchMustBeFinal() {
        assertThat(judge(LOAD, BATCH, batch("hostile", "processing", COUNTS)))
                .singleElement()
                .asString()
                .contains("of hostile is not final but processing");
    }

    @Test
    void batchOfWellBehavedUserMustBeCompleted() {
        assertThat(judge(LOAD, batch("alice", "partially_completed", COUNTS)))
                .singleElement()
                .asString()
                .contains("of alice is not completed but partially_completed");
    }

    @Test
    void countsMustEqualTheRecount() {
        var batch = new Batch(new UUID(0, 1), "alice", "completed", COUNTS, new Counts(2, 2, 0, 0, 4));
        assertThat(judge(LOAD, batch)).singleElement().asString().contains("pages=3", "pages=4");
    }

    @Test
    void noSubmissionMayBeLostOrDoubled() {
        assertThat(judge(LOAD)).containsExactly("batches submitted by alice: 1, stored: 0");
        assertThat(judge(LOAD, BATCH, BATCH)).containsExactly("batches submitted by alice: 1, stored: 2");
    }

    @Test
    void nothingMayBeLeftOver() {
        assertThat(Verdict.of(seen(LOAD, List.of(BATCH), Map.of("upload.outbox", 2L), pages(3), flat())))
                .containsExactly("left over: upload.outbox: 2");
    }

    @Test
    void chargeMustEqualTheCompletedPages() {
        assertThat(Verdict.of(seen(LOAD, List.of(BATCH), Map.of(), pages(4), flat())))
                .containsExactly("alice was charged 4 pages for 3 pages of completed documents");
    }

    @Test
    void surpriseIsAViolation() {
        var load = new Load(LENGTH, LOAD.submitted(), LOAD.latencies(), 1, 0, 1, 1, List.of("alice failed"));
        assertThat(judge(load, BATCH)).containsExactly("alice failed");
    }

    @Test
    void loadMustHaveHadEveryPart() {
        assertThat(judge(new Load(LENGTH, LOAD.submitted(), List.of(), 1, 0, 1, 1, List.of()), BATCH))
                .containsExactly("no batch of a well-behaved user ended");
        assertThat(judge(new Load(LENGTH, LOAD.submitted(), LOAD.latencies(), 0, 0, 1, 1, List.of()), BATCH))
                .containsExactly("no submission was repeated");
        assertThat(judge(new Load(LENGTH, LOAD.submitted(), LOAD.latencies(), 1, 0, 0, 1, List.of()), BATCH))
                .containsExactly("no event was delivered again");
        assertThat(judge(new Load(LENGTH, LOAD.submitted(), LOAD.latencies(), 1, 0, 1, 0, List.of()), BATCH))
                .containsExactly("no request of the hostile user was refused");
    }

    @Test
    void heapMayNotGrow() {
        assertThat(grown(samples(second -> 100 * MB + second * MB, second -> 50, second -> 200)))
                .containsExactly("the heap grew from 130 MB to 170 MB");
    }

    /** A leak outside the heap. */
    @Test
    void residentMemoryMayNotGrow() {
        assertThat(grown(samples(
                        second -> 100 * MB, second -> 1000 * MB + 20 * second * MB, second -> 50, second -> 200)))
                .containsExactly("resident memory grew from 1600 MB to 2400 MB");
    }

    @Test
    void extendedHeapIsNoGrowth() {
        assertThat(grown(samples(
                        second -> 100 * MB, second -> 1000 * MB + 8 * second * MB, second -> 50, second -> 200)))
                .isEmpty();
    }

    @Test
    void threadsMayNotGrow() {
        assertThat(grown(samples(second -> 100 * MB, second -> 50 + second, second -> 200)))
                .containsExactly("threads grew from 80 to 120");
    }

    @Test
    void openFilesMayNotGrow() {
        assertThat(grown(samples(second -> 100 * MB, second -> 50, second -> 200 + 2 * second)))
                .containsExactly("open files grew from 260 to 340");
    }

    @Test
    void warmUpAndSmallChangesAreNoGrowth() {
        assertThat(grown(samples(
                        second -> second < 20 ? 10 * MB : 100 * MB + second / 60 * 20 * MB,
                        second -> second < 20 ? 1 : 50 + second / 60 * 10,
                        second -> second < 20 ? 1 : 200 + second / 60 * 30)))
                .isEmpty();
    }

    @Test
    void longListOfViolationsIsCut() {
        Batch wrong = batch("hostile", "processing", COUNTS);
        List<String> violations = Verdict.of(seen(
                new Load(LENGTH, Map.of(), LOAD.latencies(), 1, 0, 1, 1, List.of()),
                Collections.nCopies(50, wrong),
                Map.of(),
                Map.of(),
                flat()));
        assertThat(violations).hasSize(21).last().isEqualTo("... and 30 more");
    }

    private static List<String> judge(Load load, Batch... batches) {
        return Verdict.of(seen(load, List.of(batches), Map.of(), pages(3), flat()));
    }

    private static List<String> grown(List<Sample> samples) {
        return Verdict.of(seen(LOAD, List.of(BATCH), Map.of(), pages(3), samples));
    }

    private static Observations seen(
            Load load,
            List<Batch> batches,
            Map<String, Long> leftovers,
            Map<String, Pages> pages,
            List<Sample> samples) {
        return new Observations(load, batches, leftovers, pages, samples, Map.of());
    }

    private static Batch batch(String user, String status, Counts counts) {
        return new Batch(new UUID(0, 1), user, status, counts, counts);
    }

    private static Map<String, Pages> pages(long charged) {
        return Map.of("alice", new Pages(charged, 3));
    }

    private static List<Sample> flat() {
        return samples(second -> 100 * MB, second -> 50, second -> 200);
    }

    /** One each second; the figures are functions of the second. */
    private static List<Sample> samples(LongUnaryOperator heap, LongUnaryOperator threads, LongUnaryOperator files) {
        return samples(heap, second -> 1000 * MB, threads, files);
    }

    private static List<Sample> samples(
            LongUnaryOperator heap, LongUnaryOperator resident, LongUnaryOperator threads, LongUnaryOperator files) {
        return LongStream.range(0, LENGTH.toSeconds())
                .mapToObj(second -> new Sample(
                        Duration.ofSeconds(second),
                        heap.applyAsLong(second),
                        resident.applyAsLong(second),
                        threads.applyAsLong(second),
                        files.applyAsLong(second)))
                .toList();
    }
}
