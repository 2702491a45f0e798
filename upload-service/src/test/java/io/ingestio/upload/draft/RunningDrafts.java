package io.ingestio.upload.draft;

import io.ingestio.testkit.RealParts;
import io.ingestio.upload.RunningUpload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Calls about drafts, each test by a user of its own. */
public abstract class RunningDrafts extends RunningUpload {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    protected RunningDrafts() {
        user = "drafter-" + UUID.randomUUID();
    }

    /** An open draft whose prompts are found by type. */
    protected JsonNode draft(long... sizes) {
        Answered answer = open(sizes);
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
        return answer.body();
    }

    protected Answered open(long... sizes) {
        String files = Arrays.stream(sizes)
                .mapToObj(size -> "{\"name\":\"f%d.pdf\",\"size\":%d}".formatted(size, size))
                .collect(Collectors.joining(","));
        return call("POST", "/batches/drafts", "{\"promptStrategy\":\"auto\",\"files\":[" + files + "]}");
    }

    protected static String content(JsonNode draft, int file) {
        return draft.at("/documents/" + file + "/contentUrl").asString().substring("/api/v1".length());
    }

    protected Answered call(String method, String path, String body, String... headers) {
        return call(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    protected Answered call(String method, String path, byte[] body, String... headers) {
        Map<String, String> all = new HashMap<>(Map.of("Content-Type", "application/json"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .header("Authorization", "Bearer " + RealParts.keys().token(user, Set.of()))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        all.forEach(request::header);
        try {
            HttpResponse<byte[]> answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            Map<String, String> given = new HashMap<>();
            answer.headers().map().forEach((name, values) -> given.put(name, values.getFirst()));
            return new Answered(
                    answer.statusCode(),
                    given,
                    json.readTree(answer.body().length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    protected Answered put(JsonNode draft, int file, byte[] bytes) {
        return call("PUT", content(draft, file), bytes, "Content-Type", "application/pdf");
    }

    protected Answered patch(JsonNode draft, int file, long offset, byte[] bytes) {
        return call(
                "PATCH",
                content(draft, file),
                bytes,
                "Content-Type",
                "application/offset+octet-stream",
                "Tus-Resumable",
                "1.0.0",
                "Upload-Offset",
                String.valueOf(offset));
    }

    protected Answered head(JsonNode draft, int file) {
        return call("HEAD", content(draft, file), "", "Tus-Resumable", "1.0.0");
    }

    protected Answered submitDraft(JsonNode draft, String body, String... headers) {
        return call("POST", "/batches/" + draft.path("id").asString() + "/submit", body, headers);
    }

    protected JsonNode look(JsonNode draft) {
        return call("GET", "/batches/drafts/" + draft.path("id").asString(), "").body();
    }
}
