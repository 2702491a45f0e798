package io.ingestio.bench;

import io.ingestio.embedded.FreePorts;
import io.ingestio.launcher.part.RunningPart;
import io.ingestio.launcher.system.LocalSystem;
import io.ingestio.launcher.system.SystemOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The second {@code ./ingestio up} on a machine, from the command to its line, against the start of the slowest part by
 * itself: a JVM with that part only, its stores running already. The part starts without a start-up cache, as
 * {@code --processes} starts it; the whole uses the cache that its first clean exit recorded.
 */
final class StartUp implements Benchmark {

    /**
     * A broker that comes back while its last session counts as alive waits for that to end: no start would be so slow.
     */
    private static final Duration FORGOTTEN = Duration.ofSeconds(8);

    private @Nullable Path home;
    private double slowestPart;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String workload() {
        return "./ingestio up, second start (all parts, start-up cache), against the slowest part alone in a JVM of its own (no cache).";
    }

    @Override
    public String figures() {
        return "seconds until ready, peer = slowest part alone";
    }

    @Override
    public String goal() {
        return "<= 2";
    }

    @Override
    public int repetitions() {
        return 5;
    }

    @Override
    public Sample measure() throws Exception {
        Path data = home;
        if (data == null) {
            data = Files.createTempDirectory("ingestio-bench-");
            home = data;
            up(data);
            down(data);
            slowestPart = slowestPartAlone(Files.createTempDirectory("ingestio-bench-"));
        }
        double seconds = up(data);
        down(data);
        return new Sample(seconds, slowestPart, seconds / slowestPart);
    }

    private static double slowestPartAlone(Path folder) throws InterruptedException {
        try (LocalSystem system = LocalSystem.start(SystemOptions.in(folder).inProcesses())) {
            double slowest = 0;
            for (RunningPart part : system.parts().reversed()) {
                part.close();
                Thread.sleep(FORGOTTEN);
                long start = System.nanoTime();
                part.restart();
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf("  %s alone: %.2f s%n", part.name(), seconds);
                slowest = Math.max(slowest, seconds);
            }
            return slowest;
        }
    }

    private static double up(Path data) throws IOException, InterruptedException {
        return timed(data, "up", "--port", String.valueOf(FreePorts.find()));
    }

    private static void down(Path data) throws IOException, InterruptedException {
        timed(data, "down");
    }

    private static double timed(Path data, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("./ingestio"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("INGESTIO_HOME", data.toString());
        long start = System.nanoTime();
        int status = builder.start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(command + " ended with " + status);
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
