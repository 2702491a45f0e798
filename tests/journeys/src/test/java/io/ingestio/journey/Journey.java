package io.ingestio.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.client.Submission;
import io.ingestio.launcher.client.view.BatchView;
import io.ingestio.launcher.system.LocalSystem;
import io.ingestio.launcher.system.Microservice;
import io.ingestio.launcher.system.SystemOptions;
import io.ingestio.openapi.CheckedGateway;
import io.ingestio.testkit.ModelReply;
import io.ingestio.testkit.SampleFiles;
import io.ingestio.testkit.ScriptedModelServer;
import io.ingestio.testkit.invariants.Invariants;
import io.ingestio.testkit.invariants.Query;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The whole system with a scripted model, for tests: submit, wait, read, check. */
final class Journey implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path folder;
    private final ScriptedModelServer model;
    private final LocalSystem system;
    private final Invariants invariants;

    private Journey(Path folder, ScriptedModelServer model, LocalSystem system) {
        this.folder = folder;
        this.model = model;
        this.system = system;
        this.invariants = new Invariants(system.postgres().asSuperuser(), system.kafkaBootstrap());
    }

    /** Starts it with leases short enough that a test sees one run out. */
    static Journey start(Path folder, UnaryOperator<SystemOptions> options) {
        ScriptedModelServer model = ScriptedModelServer.start()
                .usually(ModelReply.json(
                        "{\"documentType\":\"invoice\",\"data\":{\"invoice_number\":\"7\",\"total\":12.50}}"));
        SystemOptions scripted = SystemOptions.in(folder.resolve("home"))
                .with(Microservice.WORKER, "ingestio.model.adapter", "openai")
                .with(
                        Microservice.WORKER,
                        "ingestio.model.base-url",
                        model.baseUrl().toString())
                .with(Microservice.WORKER, "ingestio.model.name", "scripted")
                .with(Microservice.WORKER, "ingestio.worker.lease", "4s")
                .with(Microservice.WORKER, "ingestio.worker.heartbeat", "1s");
        return new Journey(folder, model, LocalSystem.start(options.apply(scripted)));
    }

    LocalSystem system() {
        return system;
    }

    ScriptedModelServer model() {
        return model;
    }

    /** A user on the plan plus, or on growth. */
    IngestioClient user(String name, String tier) {
        new IngestioClient(system.baseUrl(), system.token("operator", "admin")).subscribe(name, tier);
        return new IngestioClient(system.baseUrl(), system.token(name));
    }

    /** Gives a user credits. */
    void topUp(String user, int pages) {
        var body = "{\"kind\":\"bonus\",\"pages\":" + pages + ",\"reason\":\"a test\"}";
        assertThat(administrate("POST", user + "/credits", body)).isEqualTo(200);
    }

    /** Erases a person. */
    void erase(String user) {
        assertThat(administrate("DELETE", user + "?reason=a%20test", "")).isEqualTo(202);
    }

    private int administrate(String method, String path, String body) {
        var request = HttpRequest.newBuilder(system.baseUrl().resolve("/api/v1/admin/users/" + path))
                .header("Authorization", "Bearer " + system.token("operator", "admin"))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Text PDFs of a page each; each holds the marker {@code <name>-<number>.} */
    List<Path> documents(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> SampleFiles.write(
                        folder.resolve("documents"),
                        name + "-" + i + ".pdf",
                        SampleFiles.textPdf("Invoice", "marker " + name + "-" + i + ".")))
                .toList();
    }

    Submission submit(IngestioClient user, String name, int documents) {
        return user.submit(name, documents(name, documents), "invoice number and total");
    }

    BatchView awaitFinished(IngestioClient user, UUID batch) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> user.batch(batch).isFinished());
        return user.batch(batch);
    }

    /** The result of a query as superuser. */
    long count(String query) {
        return Query.number(system.postgres().asSuperuser(), query);
    }

    void awaitIdle() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(invariants::isIdle);
    }

    /** Waits until nothing is under way, then asserts the nine invariants. */
    void assertInvariants(long extraCallsAllowed) {
        awaitIdle();
        invariants.assertHold(model.calls().size(), extraCallsAllowed);
    }

    void assertCompleted(IngestioClient user, UUID batch, int documents) {
        BatchView view = awaitFinished(user, batch);
        assertThat(view.status()).isEqualTo("completed");
        assertThat(view.completedCount()).isEqualTo(documents);
    }

    @Override
    public void close() {
        system.close();
        model.close();
        assertThat(CheckedGateway.removeDifferences())
                .as("calls that the OpenAPI document does not describe")
                .isEmpty();
    }
}
