package io.ingestio.launcher.soak;

import io.ingestio.launcher.soak.Observations.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What a soak measured, as lines for a terminal. */
final class Figures {

    private Figures() {}

    static List<String> of(Observations seen) {
        Load load = seen.load();
        long documents = seen.completed();
        List<Duration> latencies = load.latencies().stream().sorted().toList();
        List<String> lines = new ArrayList<>(List.of(
                line("documents completed", "%d, %.1f a second", documents, rate(documents, load.length())),
                line(
                        "batches",
                        "%d completed, median %s s, 95 of 100 within %s s",
                        latencies.size(),
                        seconds(latencies, 0.5),
                        seconds(latencies, 0.95)),
                line("duplicates", "%d submissions, %d events", load.repeated(), load.redelivered()),
                line("submissions answered with 503", "%d", load.postponed()),
                line("refused attacks", "%d", load.attacks()),
                line("", "%10s %10s %10s", "start", "middle", "end"),
                samples(seen, "heap in use, MB", sample -> sample.heapBytes() >> 20),
                samples(seen, "resident memory, MB", sample -> sample.rssBytes() >> 20),
                samples(seen, "threads", Sample::threads),
                samples(seen, "open files", Sample::files),
                line("", "%10s %10s", "rows", "a document")));
        seen.rows().entrySet().stream()
                .filter(table -> table.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(table -> lines.add(line(
                        table.getKey(),
                        "%10d %10.2f",
                        table.getValue(),
                        (double) table.getValue() / Math.max(1, documents))));
        return List.copyOf(lines);
    }

    private static String samples(Observations seen, String name, ToLongFunction<Sample> figure) {
        List<Sample> samples = seen.samples();
        return line(
                name,
                "%10d %10d %10d",
                figure.applyAsLong(samples.getFirst()),
                figure.applyAsLong(samples.get(samples.size() / 2)),
                figure.applyAsLong(samples.getLast()));
    }

    private static String line(String name, String format, Object... values) {
        return "  %-36s ".formatted(name) + String.format(Locale.ROOT, format, values);
    }

    private static double rate(long count, Duration length) {
        return count * 1000.0 / length.toMillis();
    }

    private static String seconds(List<Duration> sorted, double quantile) {
        if (sorted.isEmpty()) {
            return "-";
        }
        int index = (int) Math.min(sorted.size() - 1L, Math.round(Math.floor(sorted.size() * quantile)));
        return String.format(Locale.ROOT, "%.1f", sorted.get(index).toMillis() / 1000.0);
    }
}
