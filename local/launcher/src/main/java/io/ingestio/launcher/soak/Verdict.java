package io.ingestio.launcher.soak;

import io.ingestio.launcher.client.Counted;
import io.ingestio.launcher.soak.Observations.Batch;
import io.ingestio.launcher.soak.Observations.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a soak must not leave behind. Pure: it judges what was observed. */
final class Verdict {

    private static final Set<String> FINAL = Set.of("completed", "partially_completed", "failed", "cancelled");

    /** A collection leaves a little more or less each time, and the broker keeps state of its clients. */
    private static final double TOLERATED_SHARE = 0.1;

    private static final long TOLERATED_HEAP = 24L << 20;
    /**
     * Resident memory grows without a leak as well: the collector extends the heap up to its limit before it collects more often, and
     * malloc keeps what was freed. A leak outside the heap, such as of direct buffers, passes this within a long run.
     */
    private static final double TOLERATED_RESIDENT_SHARE = 0.2;

    private static final long TOLERATED_RESIDENT = 192L << 20;
    private static final long TOLERATED_THREADS = 10;
    private static final long TOLERATED_FILES = 30;
    private static final int MOST_LISTED = 20;

    private final Observations seen;
    private final List<String> violations = new ArrayList<>();

    private Verdict(Observations seen) {
        this.seen = seen;
    }

    /** The violations; empty if all is as it should be. */
    static List<String> of(Observations seen) {
        var verdict = new Verdict(seen);
        verdict.judgeLoad(seen.load());
        seen.batches().forEach(verdict::judgeBatch);
        verdict.judgeSubmissions();
        verdict.judgeLeftovers();
        verdict.judgePages();
        verdict.judgeGrowth();
        return verdict.violations.size() <= MOST_LISTED
                ? List.copyOf(verdict.violations)
                : shortened(verdict.violations);
    }

    /** A run that put no load on the system shows nothing. */
    private void judgeLoad(Load load) {
        if (load.latencies().isEmpty()) {
            violations.add("no batch of a well-behaved user ended");
        }
        if (load.repeated() == 0) {
            violations.add("no submission was repeated");
        }
        if (load.redelivered() == 0) {
            violations.add("no event was delivered again");
        }
        if (load.attacks() == 0) {
            violations.add("no request of the hostile user was refused");
        }
        violations.addAll(load.surprises());
    }

    private void judgeBatch(Batch batch) {
        String name = "batch " + batch.id() + " of " + batch.user();
        boolean wellBehaved = seen.load().submitted().containsKey(batch.user());
        if (!FINAL.contains(batch.status())) {
            violations.add(name + " is not final but " + batch.status());
        } else if (wellBehaved && !batch.status().equals("completed")) {
            violations.add(name + " is not completed but " + batch.status());
        }
        if (!batch.stored().equals(batch.recounted())) {
            violations.add("%s says %s, its documents %s".formatted(name, batch.stored(), batch.recounted()));
        }
    }

    private void judgeSubmissions() {
        var stored = seen.batches().stream().collect(Collectors.groupingBy(Batch::user, Collectors.counting()));
        seen.load().submitted().forEach((user, submitted) -> {
            long batches = stored.getOrDefault(user, 0L);
            if (batches != submitted) {
                violations.add("batches submitted by %s: %d, stored: %d".formatted(user, submitted, batches));
            }
        });
    }

    private void judgeLeftovers() {
        seen.leftovers().forEach((name, count) -> {
            if (count != 0) {
                violations.add("left over: %s: %d".formatted(name, count));
            }
        });
    }

    private void judgePages() {
        seen.pages().forEach((user, pages) -> {
            if (pages.charged() != pages.completed()) {
                violations.add("%s was charged %s for %s of completed documents"
                        .formatted(user, Counted.of(pages.charged(), "page"), Counted.of(pages.completed(), "page")));
            }
        });
    }

    private void judgeGrowth() {
        Growth heap = Growth.of(seen.samples(), seen.load().length(), Sample::heapBytes);
        if (heap.exceeds(TOLERATED_SHARE, TOLERATED_HEAP)) {
            violations.add("the heap grew from %d MB to %d MB".formatted(heap.second() >> 20, heap.last() >> 20));
        }
        Growth resident = Growth.of(seen.samples(), seen.load().length(), Sample::rssBytes);
        if (resident.exceeds(TOLERATED_RESIDENT_SHARE, TOLERATED_RESIDENT)) {
            violations.add("resident memory grew from %d MB to %d MB"
                    .formatted(resident.second() >> 20, resident.last() >> 20));
        }
        Growth threads = Growth.of(seen.samples(), seen.load().length(), Sample::threads);
        if (threads.exceeds(TOLERATED_SHARE, TOLERATED_THREADS)) {
            violations.add("threads grew from %d to %d".formatted(threads.second(), threads.last()));
        }
        Growth files = Growth.of(seen.samples(), seen.load().length(), Sample::files);
        if (files.exceeds(TOLERATED_SHARE, TOLERATED_FILES)) {
            violations.add("open files grew from %d to %d".formatted(files.second(), files.last()));
        }
    }

    private static List<String> shortened(List<String> all) {
        List<String> shown = new ArrayList<>(all.subList(0, MOST_LISTED));
        shown.add("... and " + (all.size() - MOST_LISTED) + " more");
        return List.copyOf(shown);
    }
}
