package io.ingestio.bench;

import io.ingestio.bench.Benchmark.Sample;
import io.ingestio.bench.batches.Apply;
import io.ingestio.bench.batches.Live;
import io.ingestio.bench.batches.Reads;
import io.ingestio.bench.batches.Status;
import io.ingestio.bench.exports.ExportMemory;
import io.ingestio.bench.exports.ExportRows;
import io.ingestio.bench.exports.Peer;
import io.ingestio.bench.pages.Hostile;
import io.ingestio.bench.pages.PageCount;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Runs benchmarks, prints {@code NAME ratio=… (ours …, peer …)} for each and keeps the line with machine and commit.
 */
final class Bench {

    private Bench() {}

    public static void main(String[] args) throws Exception {
        String wanted = args.length == 0 ? "" : args[0];
        List<Benchmark> all = List.of(
                new Makespan(),
                new StartUp(),
                new Reserve("reserve", 1),
                new Reserve("reserve-ten", 10),
                new Settle(),
                new Relay(),
                new Upload(),
                new Live(),
                new Reads(),
                new Status(),
                new Apply("apply", 1, 10_000),
                new Apply("apply-many", 1_000, 10),
                new PageCount("page-count", 0),
                new PageCount("page-count-long", 2_000),
                new Hostile(),
                new ExportRows("export-xlsx", Peer.SXSSF, 200_000, ">= 1.8"),
                new ExportRows("export-xlsx-python", Peer.XLSXWRITER, 200_000, ">= 3"),
                new ExportRows("export-csv", Peer.COMMONS_CSV, 1_000_000, ">= 2.3"),
                new ExportRows("export-csv-python", Peer.PYTHON_CSV, 1_000_000, ">= 3"),
                new ExportMemory());
        List<Benchmark> chosen = all.stream()
                .filter(one -> wanted.isEmpty() || one.name().equals(wanted))
                .toList();
        if (chosen.isEmpty()) {
            System.err.println("No benchmark " + wanted + "; there are "
                    + all.stream().map(Benchmark::name).toList());
            System.exit(2);
        }
        for (Benchmark benchmark : chosen) {
            run(benchmark);
        }
        System.exit(0);
    }

    private static void run(Benchmark benchmark) throws Exception {
        benchmark.warmUp();
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < benchmark.repetitions(); i++) {
            Sample sample = benchmark.measure();
            samples.add(sample);
            System.out.printf(
                    Locale.ROOT,
                    "  %s %d/%d ratio=%.3f (ours %.2f, peer %.2f)%n",
                    benchmark.name(),
                    i + 1,
                    benchmark.repetitions(),
                    sample.ratio(),
                    sample.ours(),
                    sample.peer());
        }
        List<Sample> byRatio = samples.stream()
                .sorted(Comparator.comparingDouble(Sample::ratio))
                .toList();
        Sample median = byRatio.get(byRatio.size() / 2);
        String line = String.format(
                Locale.ROOT,
                "%s ratio=%.3f (ours %.2f, peer %.2f; %s; min %.3f, max %.3f, n=%d; goal %s)",
                benchmark.name(),
                median.ratio(),
                median.ours(),
                median.peer(),
                benchmark.figures(),
                byRatio.getFirst().ratio(),
                byRatio.getLast().ratio(),
                samples.size(),
                benchmark.goal());
        System.out.println(line);
        keep(benchmark, line);
    }

    private static void keep(Benchmark benchmark, String line) throws IOException {
        Path file = Path.of("benchmarks", "results", benchmark.name() + ".md");
        if (!Files.exists(file)) {
            Files.writeString(file, "# " + benchmark.name() + "\n" + benchmark.workload() + "\n\n");
        }
        String entry = "- %s, commit %s, %s, JDK %s, PostgreSQL fsync and synchronous_commit on: %s%n"
                .formatted(Instant.now().truncatedTo(ChronoUnit.MINUTES), commit(), machine(), Runtime.version(), line);
        Files.writeString(file, entry, StandardOpenOption.APPEND);
    }

    private static String machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return "%d processors, %s %s, load %.1f at the end"
                .formatted(
                        system.getAvailableProcessors(),
                        system.getName(),
                        system.getArch(),
                        system.getSystemLoadAverage());
    }

    private static String commit() throws IOException {
        Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
