package io.ingestio.bench.batches;

import io.ingestio.bench.Benchmark;
import io.ingestio.launcher.system.LocalSystem;
import io.ingestio.launcher.system.SystemOptions;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

/**
 * What a user waits for the status of a batch of 10,000 documents while its documents end, against a bare SQL read of its row at the same
 * time.
 */
public final class Status implements Benchmark {

    private static final int DOCUMENTS = 10_000;

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String workload() {
        return "GET /batches/{id} of a batch of 10,000 documents at the orchestrator, one call after the other, while"
                + " extraction.completed of all of them is applied (all services in one JVM), against a prepared select of its row over"
                + " JDBC at the same time.";
    }

    @Override
    public String figures() {
        return "p99 in ms, peer = p99 of the bare read of one row";
    }

    @Override
    public String goal() {
        return "<= 5";
    }

    @Override
    public int repetitions() {
        return 5;
    }

    @Override
    public Sample measure() throws Exception {
        try (LocalSystem system = LocalSystem.start(SystemOptions.in(
                        Files.createTempDirectory("ingestio-bench-").resolve("home")));
                Connection superuser = system.postgres().asSuperuser().getConnection()) {
            underLoad(system, superuser);
            return underLoad(system, superuser);
        }
    }

    private static Sample underLoad(LocalSystem system, Connection superuser) throws Exception {
        var batch = new LargeBatches(1, DOCUMENTS);
        batch.insert(superuser);
        batch.complete(superuser);
        var ended = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(2);
                var calls = new OrchestratorCalls(system, LargeBatches.USER);
                Connection reader =
                        system.postgres().as("orchestration_service").getConnection();
                var row = reader.prepareStatement("select * from extraction_batches where id = ?")) {
            row.setObject(1, batch.first());
            String path = "batches/" + batch.first();
            Future<Figures> ours = threads.submit(() -> timesUntil(ended, () -> calls.time(path)));
            Future<Figures> peer = threads.submit(() -> timesUntil(ended, () -> {
                long start = System.nanoTime();
                try (ResultSet found = row.executeQuery()) {
                    found.next();
                    found.getString("status");
                }
                return System.nanoTime() - start;
            }));
            batch.awaitEnd(superuser);
            ended.set(true);
            double p99 = ours.get().p99();
            double bare = peer.get().p99();
            return new Sample(p99, bare, p99 / bare);
        }
    }

    /** One every 2 ms: the reads are the load of users, not a load of their own. */
    private static Figures timesUntil(AtomicBoolean ended, Callable<Long> call) throws Exception {
        LongStream.Builder times = LongStream.builder();
        while (!ended.get()) {
            times.add(call.call());
            Thread.sleep(2);
        }
        return Figures.of(times.build().toArray());
    }
}
