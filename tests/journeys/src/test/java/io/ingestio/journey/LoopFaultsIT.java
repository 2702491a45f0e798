package io.ingestio.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.background.SupervisedLoop;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.system.Microservice;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The journey while every loop of every service is hit by an Error from inside its own work: {@link LoopFaults}. */
class LoopFaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern METER = Pattern.compile("\\b(?:ingestio|http|jvm|process)_[a-z_]+");
    private static final List<Microservice> SERVICES = Arrays.stream(Microservice.values())
            .filter(service -> service != Microservice.GATEWAY)
            .toList();

    @TempDir
    static Path folder;

    private static Journey journey;
    private static UUID batch;

    /** The submission and its export give every consumer something to fail at; with a mail server every loop runs. */
    @BeforeAll
    static void start() {
        journey = Journey.start(folder, options -> {
            for (Microservice service : SERVICES) {
                options = options.with(service, LoopFaults.PROPERTY, "true");
            }
            return options.with(Microservice.ORCHESTRATOR, "ingestio.smtp.host", "127.0.0.1")
                    .with(Microservice.ORCHESTRATOR, "ingestio.smtp.from", "no-reply@ingestio.example");
        });
        IngestioClient alice = journey.user("alice", "plus");
        batch = journey.submit(alice, "hit", 3).id();
        journey.awaitFinished(alice, batch);
        alice.export(batch, "csv");
    }

    @AfterAll
    static void stop() {
        journey.close();
    }

    @TestFactory
    Stream<DynamicContainer> everyLoopContinuesAfterAnError() {
        return SERVICES.stream().map(service -> {
            List<SupervisedLoop> loops = LoopFaults.of(service.label()).loops();
            assertThat(loops).as("loops of %s", service.label()).hasSizeGreaterThan(2);
            return DynamicContainer.dynamicContainer(
                    service.label(),
                    loops.stream().map(loop -> DynamicTest.dynamicTest(loop.name(), () -> assertHit(service, loop))));
        });
    }

    private static void assertHit(Microservice service, SupervisedLoop loop) throws Exception {
        LoopFaults faults = LoopFaults.of(service.label());
        await("failure").atMost(PATIENCE).until(() -> faults.failedAt(loop).isPresent());
        await("next round").atMost(PATIENCE).until(() -> {
            Instant failed = faults.failedAt(loop).orElseThrow();
            return loop.failures() > 0 && loop.lastRound().isAfter(failed);
        });
        assertThat(get(service, "/actuator/prometheus").body().lines())
                .anyMatch(line -> line.startsWith("ingestio_loop_failures_total")
                        && line.contains("loop=\"" + loop.name() + "\"")
                        && !line.endsWith(" 0.0"));
        assertThat(loop.isOverdue()).isFalse();
        assertThat(get(service, "/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    /** A rule about a meter that no service publishes never fires. */
    @Test
    void everyMeterOfAnAlertIsPublished() throws Exception {
        Set<String> published = new HashSet<>();
        for (Microservice service : SERVICES) {
            get(service, "/actuator/prometheus")
                    .body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> published.add(line.split("[{ ]", 2)[0]));
        }
        assertThat(expressionsOfAlerts())
                .hasSizeGreaterThan(8)
                .flatMap(expression -> METER.matcher(expression)
                        .results()
                        .map(MatchResult::group)
                        .toList())
                .hasSizeGreaterThan(8)
                .isSubsetOf(published);
    }

    @SuppressWarnings("unchecked")
    private static List<String> expressionsOfAlerts() throws IOException {
        Path rules = Path.of("..", "..", "deploy", "prometheus", "rules.yml");
        Map<String, List<Map<String, Object>>> file = new Yaml().load(Files.readString(rules));
        return file.get("groups").stream()
                .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
                .map(alert -> alert.get("expr").toString())
                .toList();
    }

    @Test
    void batchCompletesAllTheSame() {
        journey.assertCompleted(journey.user("alice", "plus"), batch, 3);
        journey.assertInvariants(0);
    }

    private static HttpResponse<String> get(Microservice service, String path)
            throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(journey.system().url(service).resolve(path))
                    .build();
            return http.send(request, BodyHandlers.ofString());
        }
    }
}
