package io.ingestio.bench;

import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.RunId;
import io.ingestio.launcher.system.LocalSystem;
import io.ingestio.launcher.system.SystemOptions;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How fast usage settles: extraction.completed events in the worker's outbox, through relay, Kafka and inbox to charged
 * pages, against pgbench calling the same SQL function directly.
 */
final class Settle implements Benchmark {

    private static final int EVENTS = 8_000;
    private static final int CLIENTS = 16;

    @Override
    public String name() {
        return "settle";
    }

    @Override
    public String workload() {
        return "8,000 extraction.completed events of ten users from the worker's outbox over Kafka to charged pages, all services in one"
                + " JVM (export and orchestrator take the same events in), against pgbench (16 clients, prepared) calling settle_pages.";
    }

    @Override
    public String figures() {
        return "settlements per second, peer = pgbench";
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
            superuser.createStatement().execute("""
                    set search_path = usage;
                    update tiers set pages_per_period = 1000000000;
                    create table bench (n bigint primary key, id uuid, document uuid, user_id text);
                    create sequence bench_next;
                    grant select on bench to usage_service;
                    grant usage on bench_next to usage_service;
                    """);
            overKafka(superuser);
            double ours = overKafka(superuser);
            reserve(superuser, documents());
            superuser.createStatement().execute("select setval('bench_next', (select min(n) - 1 from bench), true)");
            double peer = Pgbench.rate(
                    system.postgres(), "usage_service", CLIENTS, """
                    select s.now_state from bench b, lateral settle_pages(
                        b.id, 'committed', b.user_id, b.document, 1, 1, 'invoice') s
                    where b.n = (select nextval('bench_next'));
                    """, "-t", String.valueOf(EVENTS / CLIENTS));
            awaitFinished(superuser);
            return new Sample(ours, peer, ours / peer);
        }
    }

    private static double overKafka(Connection superuser) throws SQLException, InterruptedException {
        List<UUID> documents = documents();
        reserve(superuser, documents);
        long start = System.nanoTime();
        publish(superuser, documents);
        awaitFinished(superuser);
        return EVENTS / ((System.nanoTime() - start) / 1e9);
    }

    private static List<UUID> documents() {
        return Stream.generate(UUID::randomUUID).limit(EVENTS).toList();
    }

    private static String userOf(int n) {
        return "user-" + n % 10;
    }

    /** Reserves a page for each and stores their ids for pgbench, replacing earlier ones. */
    private static void reserve(Connection superuser, List<UUID> documents) throws SQLException {
        try (var insert = superuser.prepareStatement("insert into bench values (nextval('bench_next'), ?, ?, ?)")) {
            superuser.createStatement().execute("truncate bench");
            for (int n = 0; n < EVENTS; n++) {
                insert.setObject(1, RunId.of(documents.get(n), 1));
                insert.setObject(2, documents.get(n));
                insert.setString(3, userOf(n));
                insert.addBatch();
            }
            insert.executeBatch();
            superuser
                    .createStatement()
                    .execute(
                            "select reserve_pages(id, user_id, document, 1, 1, interval '1 day') from bench order by user_id");
        }
    }

    /** All at once, as rows of the worker's outbox: batches of a hundred documents. */
    private static void publish(Connection superuser, List<UUID> documents) throws SQLException {
        List<ExtractionCompleted> events = new ArrayList<>();
        UUID batch = UUID.randomUUID();
        for (int n = 0; n < EVENTS; n++) {
            batch = n % 100 == 0 ? UUID.randomUUID() : batch;
            events.add(WorkerOutbox.completed(batch, documents.get(n), userOf(n)));
        }
        WorkerOutbox.write(superuser, events);
    }

    private static void awaitFinished(Connection superuser) throws SQLException, InterruptedException {
        while (true) {
            try (ResultSet open = superuser
                    .createStatement()
                    .executeQuery("select exists (select from reservations where state = 'reserved')")) {
                open.next();
                if (!open.getBoolean(1)) {
                    return;
                }
            }
            Thread.sleep(10);
        }
    }
}
