package io.ingestio.launcher.soak;

import io.ingestio.launcher.part.CannotRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Measures the process of the system. Its heap is collected first, so that what is counted is in use; the figures are those that
 * operators see, of a service in that process.
 */
final class Footprint {

    private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";
    private static final String THREADS = "jvm_threads_live_threads";
    private static final String FILES = "process_files_open_files";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final long pid;
    private final URI metrics;

    Footprint(long pid, URI service) {
        this.pid = pid;
        this.metrics = service.resolve("/actuator/prometheus");
    }

    Sample measure(Duration at) {
        try {
            output(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), "GC.run");
            List<String> lines = http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                    .body()
                    .lines()
                    .toList();
            long rssKib = Long.parseLong(
                    output("ps", "-o", "rss=", "-p", Long.toString(pid)).strip());
            return new Sample(at, sum(lines, HEAP), rssKib << 10, sum(lines, THREADS), sum(lines, FILES));
        } catch (IOException e) {
            throw new CannotRun("The system cannot be measured: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted", e);
        }
    }

    /** The sum of all series whose line begins like this. */
    static long sum(List<String> lines, String series) {
        List<String> found =
                lines.stream().filter(line -> line.startsWith(series)).toList();
        if (found.isEmpty()) {
            throw new CannotRun("The service publishes no " + series);
        }
        return (long) found.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }
}
