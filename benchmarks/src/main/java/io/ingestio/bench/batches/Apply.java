package io.ingestio.bench.batches;

import io.ingestio.bench.Benchmark;
import io.ingestio.launcher.system.LocalSystem;
import io.ingestio.launcher.system.SystemOptions;
import java.nio.file.Files;
import java.sql.Connection;

/**
 * How fast the orchestrator applies {@code extraction.completed}, from the worker's outbox over Kafka to batches that have ended,
 * against the same change of the same rows by SQL alone.
 */
public final class Apply implements Benchmark {

    private final String name;
    private final int batches;
    private final int documents;

    public Apply(String name, int batches, int documents) {
        this.name = name;
        this.batches = batches;
        this.documents = documents;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String workload() {
        return ("extraction.completed of %,d batch(es) of %,d documents, in random order, from the worker's outbox over Kafka until"
                        + " every batch has ended, all services in one JVM (usage and export receive the same events), against updates"
                        + " of the same rows by JDBC, 500 a transaction.")
                .formatted(batches, documents);
    }

    @Override
    public String figures() {
        return "documents per second, peer = SQL alone";
    }

    @Override
    public String goal() {
        return "none set";
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
            overKafka(superuser);
            double ours = overKafka(superuser);
            var bare = new LargeBatches(batches, documents);
            bare.insert(superuser);
            long start = System.nanoTime();
            bare.completeInSql(superuser);
            double peer = rate(bare, start);
            return new Sample(ours, peer, ours / peer);
        }
    }

    private double overKafka(Connection superuser) throws Exception {
        var events = new LargeBatches(batches, documents);
        events.insert(superuser);
        long start = System.nanoTime();
        events.complete(superuser);
        events.awaitEnd(superuser);
        return rate(events, start);
    }

    private static double rate(LargeBatches of, long start) {
        return of.size() / ((System.nanoTime() - start) / 1e9);
    }
}
