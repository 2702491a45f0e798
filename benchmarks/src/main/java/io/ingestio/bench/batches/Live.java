package io.ingestio.bench.batches;

import static java.util.Objects.requireNonNull;

import io.ingestio.bench.Benchmark;
import io.ingestio.bench.WorkerOutbox;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.system.LocalSystem;
import io.ingestio.launcher.system.Microservice;
import io.ingestio.launcher.system.SystemOptions;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** How soon a listener sees that a document has completed, beside many idle listeners. */
public final class Live implements Benchmark {

    private static final int IDLE = 5_000;
    private static final int USERS = 100;
    private static final int DOCUMENTS = 300;
    private static final int PAUSE_MILLIS = 20;
    private static final double BOUND_MILLIS = 300;

    @Override
    public String name() {
        return "live";
    }

    @Override
    public String workload() {
        return "300 documents of one batch, one extraction.completed every 20 ms from the worker's outbox over Kafka to a listener of the"
                + " batch, through the gateway, beside 5,000 idle listeners of 100 users at the orchestrator; all services and all clients in one JVM.";
    }

    @Override
    public String figures() {
        return "99th percentile in ms from the outbox row's commit to the event at the client, peer = the bound";
    }

    @Override
    public String goal() {
        return ">= 1 (bound / ours)";
    }

    @Override
    public int repetitions() {
        return 5;
    }

    @Override
    public Sample measure() throws Exception {
        try (LocalSystem system = LocalSystem.start(SystemOptions.in(
                                Files.createTempDirectory("ingestio-bench-").resolve("home"))
                        .with(Microservice.ORCHESTRATOR, "ingestio.live.user-streams", "100"));
                Connection superuser = system.postgres().asSuperuser().getConnection();
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            long before = heap();
            openIdle(system, http);
            System.err.printf(
                    "  %,d idle listeners: %d KiB of heap each, clients included%n",
                    IDLE, (heap() - before) / 1024 / IDLE);
            latencies(system, superuser); // warms up
            List<Double> millis = latencies(system, superuser).stream().sorted().toList();
            http.shutdownNow();
            double p99 = millis.get((int) Math.ceil(millis.size() * 0.99) - 1);
            return new Sample(p99, BOUND_MILLIS, BOUND_MILLIS / p99);
        }
    }

    private static void openIdle(LocalSystem system, HttpClient http) throws InterruptedException {
        var open = new CountDownLatch(IDLE);
        for (int i = 0; i < IDLE; i++) {
            var request = HttpRequest.newBuilder(
                            system.url(Microservice.ORCHESTRATOR).resolve("/api/v1/events"))
                    .header("Authorization", "Bearer " + system.token("idle-" + i % USERS))
                    .build();
            CompletableFuture<?> answer = http.sendAsync(request, BodyHandlers.ofInputStream());
            answer.thenRun(open::countDown);
            if (i % 100 == 99) {
                Thread.sleep(50); // connections of a second, not of an instant
            }
        }
        if (!open.await(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException(open.getCount() + " idle listeners were not answered");
        }
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** In ms, of each document. */
    private List<Double> latencies(LocalSystem system, Connection superuser) throws Exception {
        UUID batch = UUID.randomUUID();
        List<UUID> documents =
                Stream.generate(UUID::randomUUID).limit(DOCUMENTS).toList();
        announce(superuser, batch, documents);
        Map<UUID, Long> written = new ConcurrentHashMap<>();
        Map<UUID, Long> seen = new ConcurrentHashMap<>();
        var client = new IngestioClient(system.baseUrl(), system.token("watcher"));
        var ready = new CountDownLatch(1);
        var watching = CompletableFuture.runAsync(() -> client.watch(batch, changes -> {
            long now = System.nanoTime();
            ready.countDown();
            changes.documents().stream()
                    .filter(one -> one.isCompleted())
                    .forEach(one -> seen.putIfAbsent(one.id(), now));
            return seen.size() == DOCUMENTS;
        }));
        ready.await(60, TimeUnit.SECONDS);
        for (UUID document : documents) {
            WorkerOutbox.write(superuser, List.of(WorkerOutbox.completed(batch, document, "watcher")));
            written.put(document, System.nanoTime());
            Thread.sleep(PAUSE_MILLIS);
        }
        watching.get(120, TimeUnit.SECONDS);
        return documents.stream()
                .map(document -> (requireNonNull(seen.get(document)) - requireNonNull(written.get(document))) / 1e6)
                .toList();
    }

    /** As if their files had been uploaded; the worker knows nothing of them. */
    private static void announce(Connection superuser, UUID batch, List<UUID> documents) throws SQLException {
        try (var insert = superuser.prepareStatement("""
                with batch as (
                    insert into orchestration.extraction_batches (id, user_id, announced, prompt_strategy, status, document_count,
                                                                  submitted_count, created_at)
                    values (?, 'watcher', true, 'global', 'queued', ?, ?, now()))
                insert into orchestration.batch_documents (id, batch_id, user_id, position, filename, pages, run, status)
                select id, ?, 'watcher', n, 'a.pdf', 1, 1, 'uploaded' from unnest(?) with ordinality as document (id, n)
                """)) {
            insert.setObject(1, batch);
            insert.setInt(2, documents.size());
            insert.setInt(3, documents.size());
            insert.setObject(4, batch);
            insert.setArray(5, superuser.createArrayOf("uuid", documents.toArray()));
            insert.execute();
        }
    }
}
