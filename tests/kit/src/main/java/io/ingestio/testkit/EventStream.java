package io.ingestio.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of a live stream, as the HTML standard describes server-sent events. Closing it cuts the connection. */
public final class EventStream implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Optional<Received>> received = new LinkedBlockingQueue<>();
    private volatile @Nullable String lastEventId;

    /** @param id of the stream up to this event */
    public record Received(String id, String type, JsonNode data) {}

    private EventStream(HttpClient http, HttpResponse<InputStream> response) {
        this.http = http;
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    /** @param lastEventId of a connection before; null for none */
    public static EventStream open(URI address, String token, @Nullable String lastEventId)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpClient http = HttpClient.newHttpClient();
        return new EventStream(http, http.send(request.build(), BodyHandlers.ofInputStream()));
    }

    public int status() {
        return response.statusCode();
    }

    /** The id of the last event that arrived; null before the first. */
    public @Nullable String lastEventId() {
        return lastEventId;
    }

    /** Waits for the next event; empty when the stream has ended. */
    public Optional<Received> next() throws InterruptedException {
        Optional<Received> event = received.poll(30, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no event within 30 s");
        }
        return event;
    }

    /** The data of the next event, which is {@code changes}. */
    public JsonNode changes() throws InterruptedException {
        Received event = next().orElseThrow(() -> new AssertionError("the stream has ended"));
        if (!event.type().equals("changes")) {
            throw new AssertionError("not a change: " + event);
        }
        return event.data();
    }

    /** The next event, if one arrives within this time. */
    public @Nullable Received poll(long millis) throws InterruptedException {
        Optional<Received> event = received.poll(millis, TimeUnit.MILLISECONDS);
        return event == null ? null : event.orElse(null);
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = "";
            String type = "message";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    type = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5));
                } else if (line.isEmpty() && !data.isEmpty()) {
                    received.add(Optional.of(new Received(id, type, JSON.readTree(data.toString()))));
                    lastEventId = id;
                    data.setLength(0);
                }
            }
        } catch (IOException cut) {
            // The end of the stream, like any other.
        }
        received.add(Optional.empty());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
