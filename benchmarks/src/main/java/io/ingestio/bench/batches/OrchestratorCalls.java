package io.ingestio.bench.batches;

import io.ingestio.launcher.system.LocalSystem;
import io.ingestio.launcher.system.Microservice;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Reads of the orchestrator's API as one user, at the service itself, over one kept connection. */
final class OrchestratorCalls implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI api;
    private final String token;

    OrchestratorCalls(LocalSystem system, String user) {
        this.api = system.url(Microservice.ORCHESTRATOR).resolve("/api/v1/");
        this.token = system.token(user);
    }

    /** The body of the answer. */
    String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(api.resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.body());
        }
        return answer.body();
    }

    /** Nanoseconds until the answer was read. */
    long time(String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        get(path);
        return System.nanoTime() - start;
    }

    @Override
    public void close() {
        http.close();
    }
}
