package io.ingestio.bench;

import io.ingestio.contracts.RunId;
import io.ingestio.launcher.system.LocalSystem;
import io.ingestio.launcher.system.Microservice;
import io.ingestio.launcher.system.SystemOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reservations over HTTP by 16 clients against pgbench's 16, which call the same SQL function on the same server, one
 * after the other in each repetition. A user's reservations are serial by design, so one hot user shows the cost of a
 * commit, several show ours.
 */
final class Reserve implements Benchmark {

    private static final int CLIENTS = 16;
    /** Warm-up until C2 has compiled services and clients on two processors: the rate still rose after a minute. */
    private static final Duration WARM_UP = Duration.ofSeconds(100);

    private static final Duration LENGTH = Duration.ofSeconds(8);

    private final String name;
    private final int users;

    Reserve(String name, int users) {
        this.name = name;
        this.users = users;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String workload() {
        return ("PUT /internal/reservations/{id}, one page each, %d user(s), 16 clients for 8 s after a warm-up of 100 s for all and 8 s"
                        + " for each, against pgbench (16 clients, prepared) calling reserve_pages; all services in one JVM together with the clients.")
                .formatted(users);
    }

    @Override
    public String figures() {
        return "reservations per second, peer = pgbench";
    }

    @Override
    public String goal() {
        return users == 1 ? ">= 0.6" : "none set";
    }

    @Override
    public int repetitions() {
        return 5;
    }

    @Override
    public void warmUp() throws Exception {
        try (LocalSystem system = start()) {
            overHttp(system, WARM_UP);
        }
    }

    @Override
    public Sample measure() throws Exception {
        try (LocalSystem system = start()) {
            overHttp(system, LENGTH);
            double ours = overHttp(system, LENGTH);
            double peer = Pgbench.rate(
                    system.postgres(),
                    "usage_service",
                    CLIENTS,
                    """
                    \\set user random(1, %d)
                    select now_state, pages_left, limited_by from reserve_pages(
                        gen_random_uuid(), 'user-' || :user, gen_random_uuid(), 1, 1, interval '24 hours');
                    """.formatted(users),
                    "-T",
                    String.valueOf(LENGTH.toSeconds()));
            return new Sample(ours, peer, ours / peer);
        }
    }

    private static LocalSystem start() throws Exception {
        LocalSystem system = LocalSystem.start(
                SystemOptions.in(Files.createTempDirectory("ingestio-bench-").resolve("home")));
        try (Connection superuser = system.postgres().asSuperuser().getConnection()) {
            superuser.createStatement().execute("update usage.tiers set pages_per_period = 1000000000");
        }
        return system;
    }

    private double overHttp(LocalSystem system, Duration length) throws Exception {
        URI reservations = system.url(Microservice.USAGE).resolve("/internal/reservations/");
        long start = System.nanoTime();
        long end = start + length.toNanos();
        long done = 0;
        try (var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> counts = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int offset = client;
                counts.add(
                        threads.submit(() -> reserveUntil(http, reservations, system.internalSecret(), offset, end)));
            }
            for (Future<Long> count : counts) {
                done += count.get();
            }
        }
        return done * 1e9 / (System.nanoTime() - start);
    }

    private long reserveUntil(HttpClient http, URI reservations, String secret, int offset, long end) throws Exception {
        long done = 0;
        while (System.nanoTime() < end) {
            UUID document = UUID.randomUUID();
            String body = "{\"userId\":\"user-%d\",\"documentId\":\"%s\",\"run\":1,\"pages\":1}"
                    .formatted(1 + (offset + done) % users, document);
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(
                                    reservations.resolve(RunId.of(document, 1).toString()))
                            .header("X-Internal-Secret", secret)
                            .header("Content-Type", "application/json")
                            .PUT(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            if (!answer.body().contains("\"reserved\"")) {
                throw new IllegalStateException("not reserved: " + answer.body());
            }
            done++;
        }
        return done;
    }
}
