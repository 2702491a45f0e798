package io.ingestio.launcher.soak;

import io.ingestio.demo.DemoDocument;
import io.ingestio.demo.DemoDocuments;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.instance.Instance;
import io.ingestio.launcher.part.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * A running system under steady, bounded load: ten users with paid plans, duplicates of requests and of events, and one hostile user.
 * It is measured meanwhile, and judged when it is quiet again.
 */
public final class Soak {

    private static final String LOCK_OF_A_PROCESS = ".lock";

    private static final int GROWTH_USERS = 8;
    private static final int PLUS_USERS = 2;
    private static final int MOST_OF_A_BATCH = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(500);
    /** What the plans allow: 60 and 10 submissions a minute. */
    private static final Duration GROWTH_PAUSE = Duration.ofMillis(1_500);

    private static final Duration PLUS_PAUSE = Duration.ofMillis(7_500);
    /** Samples of a run; each collects the heap, so they must be rare. */
    private static final int SAMPLES = 40;

    private final Instance instance;
    private final Path folder;
    private final Tally tally;
    private final SoakReads reads;
    private final Duration length;

    private Soak(Instance instance, Path folder, Duration length) {
        this.instance = instance;
        this.folder = folder;
        this.length = length;
        this.tally = new Tally(length);
        this.reads = new SoakReads(instance.superuser());
    }

    /**
     * What came of it.
     *
     * @param figures    for a person to look at
     * @param violations what must not be; empty after a good run
     */
    public record Result(List<String> figures, List<String> violations) {}

    /**
     * @param instance an unused system, in one process
     * @param folder   for the files that the users send
     * @param progress hears how far it is
     */
    public static Result run(Instance instance, Path folder, Duration length, Consumer<String> progress)
            throws IOException, InterruptedException {
        Observations seen = new Soak(instance, Files.createDirectories(folder), length).observe(progress);
        return new Result(Figures.of(seen), Verdict.of(seen));
    }

    private Observations observe(Consumer<String> progress) throws IOException, InterruptedException {
        List<Sample> samples;
        List<Runnable> clients = clients();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            clients.forEach(client -> running.add(threads.submit(client)));
            samples = measure(progress);
            for (Future<?> client : running) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client of the soak failed", e);
        }
        progress.accept("Waiting until the system is quiet");
        Pause.until(this::isQuiet, LOOK, PATIENCE);
        return new Observations(tally.result(), reads.batches(), leftovers(), reads.pages(), samples, reads.tables());
    }

    private List<Runnable> clients() throws IOException {
        List<Path> documents = documents();
        Path onePage = documents.getFirst();
        var operator = new IngestioClient(instance.baseUrl(), instance.token("operator", "admin"));
        List<Runnable> clients = new ArrayList<>();
        for (int i = 1; i <= GROWTH_USERS; i++) {
            clients.add(user(operator, "growth-" + i, "growth", documents, MOST_OF_A_BATCH, GROWTH_PAUSE));
        }
        for (int i = 1; i <= PLUS_USERS; i++) {
            clients.add(user(operator, "plus-" + i, "plus", List.of(onePage), 1, PLUS_PAUSE));
        }
        operator.subscribe("hostile", "growth");
        clients.add(HostileUser.of(instance.baseUrl(), instance.token("hostile"), folder, tally));
        clients.add(new Redelivery(kafkaBootstrap(), tally));
        return clients;
    }

    private SteadyUser user(
            IngestioClient operator, String name, String tier, List<Path> documents, int most, Duration pause) {
        operator.subscribe(name, tier);
        var client = new IngestioClient(instance.baseUrl(), instance.token(name));
        return new SteadyUser(name, client, documents, most, pause, tally);
    }

    /** The documents of the demo that can be extracted. */
    private List<Path> documents() throws IOException {
        List<Path> files = new ArrayList<>();
        for (DemoDocument document : DemoDocuments.ALL) {
            if (document.expected() instanceof DemoDocument.Extracted) {
                Path file = folder.resolve(document.filename());
                document.write(file);
                files.add(file);
            }
        }
        return List.copyOf(files);
    }

    private List<Sample> measure(Consumer<String> progress) {
        var footprint = new Footprint(instance.state().pid(), instance.url("usage-service"));
        List<Sample> samples = new ArrayList<>();
        while (!tally.isOver()) {
            Sample sample = footprint.measure(tally.elapsed());
            samples.add(sample);
            progress.accept("%d of %d s: %d batches, %d MB of heap in use"
                    .formatted(
                            sample.at().toSeconds(),
                            length.toSeconds(),
                            tally.batchesEnded(),
                            sample.heapBytes() >> 20));
            Pause.of(length.dividedBy(SAMPLES));
        }
        return List.copyOf(samples);
    }

    private String kafkaBootstrap() {
        return "127.0.0.1:" + instance.port("kafka");
    }

    private boolean isQuiet() {
        return reads.leftovers().values().stream().allMatch(count -> count == 0);
    }

    private Map<String, Long> leftovers() throws IOException {
        Map<String, Long> all = new LinkedHashMap<>(reads.leftovers());
        try (var files = Files.walk(instance.home().scratch())) {
            all.put(
                    "scratch files",
                    files.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().endsWith(LOCK_OF_A_PROCESS))
                            .count());
        }
        return all;
    }
}
