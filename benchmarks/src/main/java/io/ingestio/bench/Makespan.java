package io.ingestio.bench;

import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.system.LocalSystem;
import io.ingestio.launcher.system.Microservice;
import io.ingestio.launcher.system.SystemOptions;
import io.ingestio.testkit.ModelReply;
import io.ingestio.testkit.SampleFiles;
import io.ingestio.testkit.ScriptedModelServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * How close 200 documents come to the shortest time that any system could need for them: ⌈N/C⌉·L. The clock starts when
 * the first half has been accepted and stops when the user sees both batches complete; the second half arrives
 * meanwhile.
 */
final class Makespan implements Benchmark {

    private static final int DOCUMENTS = 200;
    private static final int AT_ONCE = 32;
    private static final Duration MODEL = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "makespan";
    }

    @Override
    public String workload() {
        return "200 one-page documents of one user in two batches, scripted model of 2 s, 32 at once, all services in one JVM, through "
                + "the public API.";
    }

    @Override
    public String figures() {
        return "seconds from the first acceptance to both batches completed, bound = ceil(200/32) x 2 s";
    }

    @Override
    public String goal() {
        return ">= 0.95";
    }

    @Override
    public int repetitions() {
        return 5;
    }

    @Override
    public Sample measure() throws Exception {
        Path folder = Files.createTempDirectory("ingestio-bench-");
        try (ScriptedModelServer model =
                        ScriptedModelServer.start().usually(ModelReply.json("{\"data\":{\"total\":1}}"));
                LocalSystem system = LocalSystem.start(SystemOptions.in(folder.resolve("home"))
                        .with(Microservice.WORKER, "ingestio.model.adapter", "openai")
                        .with(
                                Microservice.WORKER,
                                "ingestio.model.base-url",
                                model.baseUrl().toString())
                        .with(Microservice.WORKER, "ingestio.model.calls-at-once", String.valueOf(AT_ONCE)))) {
            new IngestioClient(system.baseUrl(), system.token("operator", "admin")).subscribe("bench", "growth");
            var user = new IngestioClient(system.baseUrl(), system.token("bench"));
            awaitCompleted(user, submit(user, "warm-up", documents(folder, "warm-up", AT_ONCE)));
            model.latency(MODEL);
            return timed(user, folder);
        }
    }

    private static Sample timed(IngestioClient user, Path folder) throws Exception {
        List<Path> firstHalf = documents(folder, "first", DOCUMENTS / 2);
        List<Path> secondHalf = documents(folder, "second", DOCUMENTS / 2);
        UUID first = submit(user, "first", firstHalf);
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var second = threads.submit(() -> submit(user, "second", secondHalf));
            awaitCompleted(user, first);
            awaitCompleted(user, second.get());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double bound = Math.ceil((double) DOCUMENTS / AT_ONCE) * MODEL.toSeconds();
        return new Sample(seconds, bound, bound / seconds);
    }

    private static List<Path> documents(Path folder, String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> SampleFiles.write(
                        folder.resolve("documents"),
                        name + i + ".pdf",
                        SampleFiles.textPdf("Invoice " + i, "Total 1.00")))
                .toList();
    }

    private static UUID submit(IngestioClient user, String name, List<Path> files) {
        return user.submit(name, files, "the total").id();
    }

    private static void awaitCompleted(IngestioClient user, UUID batch) throws InterruptedException {
        while (!user.batch(batch).isFinished()) {
            Thread.sleep(50);
        }
        if (!user.batch(batch).status().equals("completed")) {
            throw new IllegalStateException(
                    "the batch ended as " + user.batch(batch).status());
        }
    }
}
