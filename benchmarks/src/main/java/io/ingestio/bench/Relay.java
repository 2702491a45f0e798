package io.ingestio.bench;

import io.ingestio.launcher.system.LocalSystem;
import io.ingestio.launcher.system.SystemOptions;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What one key that Kafka rejects again and again costs the others: the relay's throughput beside a blocked key, against the mean of
 * the throughputs before it was blocked and after it was gone.
 */
final class Relay implements Benchmark {

    private static final int EVENTS = 60_000;
    private static final int KEYS = 300;
    private static final int BLOCKED = 1_000;
    private static final String TOPIC = "relay-benchmark";
    /** A name that the broker rejects at once, so that each attempt to send its key fails. */
    private static final String REJECTED_TOPIC = "no valid topic";

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public String workload() {
        return "60,000 events of 1 KiB and 300 keys from the worker's outbox to Kafka, beside 1,000 events of one key whose sends fail,"
                + " against the same without that key, before and after; all services in one JVM, idle.";
    }

    @Override
    public String figures() {
        return "events per second, ours = beside a blocked key, peer = without one";
    }

    @Override
    public String goal() {
        return ">= 0.9";
    }

    @Override
    public int repetitions() {
        return 5;
    }

    @Override
    public void warmUp() throws Exception {
        measure();
    }

    @Override
    public Sample measure() throws Exception {
        try (LocalSystem system = LocalSystem.start(SystemOptions.in(
                        Files.createTempDirectory("ingestio-bench-").resolve("home")));
                Admin admin = Admin.create(Map.of("bootstrap.servers", system.kafkaBootstrap()));
                Connection superuser = system.postgres().asSuperuser().getConnection()) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 6, (short) 1))).all().get();
            rate(superuser);
            rate(superuser);
            double before = rate(superuser);
            publish(superuser, REJECTED_TOPIC, 1, BLOCKED);
            rate(superuser);
            double blocked = rate(superuser);
            if (count(superuser, "topic = '" + REJECTED_TOPIC + "'") != BLOCKED) {
                throw new IllegalStateException("the key was not blocked");
            }
            superuser.createStatement().execute("delete from extraction.outbox");
            rate(superuser);
            double without = (before + rate(superuser)) / 2;
            return new Sample(blocked, without, blocked / without);
        }
    }

    /** Events per second, from the end of the first portion to the last event. */
    private static double rate(Connection superuser) throws SQLException, InterruptedException {
        publish(superuser, TOPIC, KEYS, EVENTS);
        long first = awaitAtMost(superuser, EVENTS - 1);
        long start = System.nanoTime();
        awaitAtMost(superuser, 0);
        return first / ((System.nanoTime() - start) / 1e9);
    }

    private static void publish(Connection superuser, String topic, int keys, int events) throws SQLException {
        String body = "{\"text\":\"" + "x".repeat(1_000) + "\"}";
        superuser.setAutoCommit(false);
        try (var insert = superuser.prepareStatement(
                "insert into extraction.outbox (event_id, topic, key, shard, type, body) values (?, ?, ?, ?, ?, ?)")) {
            for (int n = 0; n < events; n++) {
                String key = topic + n % keys;
                insert.setObject(1, UUID.randomUUID());
                insert.setString(2, topic);
                insert.setString(3, key);
                insert.setInt(4, Math.floorMod(key.hashCode(), 16));
                insert.setString(5, "benchmark.event");
                insert.setString(6, body);
                insert.addBatch();
            }
            insert.executeBatch();
            superuser.commit();
        } finally {
            superuser.setAutoCommit(true);
        }
    }

    /** Waits until no more than this many events are left to send; returns how many are. */
    private static long awaitAtMost(Connection superuser, long most) throws SQLException, InterruptedException {
        long left = count(superuser, "topic = '" + TOPIC + "'");
        while (left > most) {
            Thread.sleep(10);
            left = count(superuser, "topic = '" + TOPIC + "'");
        }
        return left;
    }

    private static long count(Connection superuser, String condition) throws SQLException {
        try (ResultSet rows =
                superuser.createStatement().executeQuery("select count(*) from extraction.outbox where " + condition)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
