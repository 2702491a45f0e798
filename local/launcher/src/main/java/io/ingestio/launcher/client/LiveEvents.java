package io.ingestio.launcher.client;

import io.ingestio.launcher.client.view.BatchView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads a live stream of the API, and connects again with {@code Last-Event-ID} when it is cut off. */
final class LiveEvents {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
    private static final int ATTEMPTS = 60; // in a row, without an event

    private final HttpClient http;
    private final Supplier<HttpRequest.Builder> request;
    private @Nullable String lastEventId;
    private int failures;

    /** @param request of the stream, with its token */
    LiveEvents(HttpClient http, Supplier<HttpRequest.Builder> request) {
        this.http = http;
        this.request = request;
    }

    /**
     * Passes on every change until one is the last.
     *
     * @param last whether no more is wanted
     * @throws ApiRefused if the API refuses the stream
     * @throws IOException if it cannot be reached for a minute
     */
    void read(Predicate<BatchView.Changes> last) throws IOException, InterruptedException {
        while (!connection(last)) {
            Thread.sleep(PAUSE);
        }
    }

    /** @return whether the last change has come; false when the connection was cut off before */
    private boolean connection(Predicate<BatchView.Changes> last) throws IOException, InterruptedException {
        HttpRequest.Builder attempt =
                request.get().header("Accept", "text/event-stream").GET();
        if (lastEventId != null) {
            attempt.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<InputStream> response = http.send(attempt.build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (PASSING.contains(response.statusCode())) {
                    throw new IOException("the stream is not available, status " + response.statusCode());
                }
                if (response.statusCode() != 200) {
                    throw ApiRefused.of(response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
                }
                return events(body, last);
            }
        } catch (IOException cut) {
            if (++failures >= ATTEMPTS) {
                throw cut;
            }
            return false;
        }
    }

    private boolean events(InputStream body, Predicate<BatchView.Changes> last) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        String id = null;
        String type = "";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("event:")) {
                type = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5));
            } else if (line.isEmpty() && !data.isEmpty()) {
                lastEventId = id;
                failures = 0;
                if (type.equals("changes") && last.test(JSON.readValue(data.toString(), BatchView.Changes.class))) {
                    return true;
                }
                data.setLength(0);
            }
        }
        return false;
    }
}
