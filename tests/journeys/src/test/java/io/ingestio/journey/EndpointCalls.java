package io.ingestio.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.openapi.Endpoint;
import io.ingestio.testkit.SampleFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls an endpoint with ids in its path and body, and with a body that gets as far as the ids. */
final class EndpointCalls {

    static final String TEMPLATE = "{\"name\":\"books\",\"columns\":[{\"field\":\"total\"}]}";
    static final String PROMPT = "{\"name\":\"totals\",\"prompt\":\"the total\"}";

    /** A byte a character. */
    static final String PDF = new String(SampleFiles.textPdf("Invoice 7"), StandardCharsets.ISO_8859_1);

    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "DELETE", "OPTIONS");
    private static final String TUS = "application/offset+octet-stream";
    private static final String JSON_PATCH = "application/json-patch+json";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI baseUrl;

    EndpointCalls(URI baseUrl) {
        this.baseUrl = baseUrl;
    }

    record Answer(int status, String body) {}

    Answer call(Endpoint endpoint, Map<String, String> ids, @Nullable String token) {
        return send(endpoint.method(), path(endpoint, ids), body(endpoint, ids), token);
    }

    Answer send(String method, String path, String body, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(baseUrl.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", contentType(method, path))
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", "0")
                .method(
                        method,
                        BODILESS.contains(method)
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(
                                        (body.isEmpty() ? "{}" : body).getBytes(StandardCharsets.ISO_8859_1)));
        if (path.endsWith("/data") && method.equals("PATCH")) {
            request.header("If-Match", "\"none\""); // an edit needs one
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<InputStream> response = HTTP.send(request.build(), BodyHandlers.ofInputStream());
            boolean endless =
                    response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
            try (InputStream content = response.body()) {
                return new Answer(
                        response.statusCode(),
                        endless ? "" : new String(content.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String contentType(String method, String path) {
        if (!method.equals("PATCH")) {
            return "application/json";
        }
        return path.endsWith("/content") ? TUS : path.endsWith("/data") ? JSON_PATCH : "application/json";
    }

    /** The path with an id for each variable: of the resource that stands before it. */
    private static String path(Endpoint endpoint, Map<String, String> ids) {
        String[] parts = endpoint.path().split("/");
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].startsWith("{")) {
                String id = endpoint.isForAdministrators()
                        ? ofAdministrators(parts[i - 1])
                        : ids.get(resource(endpoint, parts[i - 1]));
                parts[i] = String.valueOf(id);
                assertThat(id)
                        .as("%s: give alice one of %s", endpoint, parts[i - 1])
                        .isNotNull();
            }
        }
        return String.join("/", parts);
    }

    private static String ofAdministrators(String part) {
        return switch (part) {
            case "services" -> "extraction-worker";
            case "dead-letters" -> "1";
            case "parked-events" -> "00000000-0000-0000-0000-000000000001";
            default -> "alice";
        };
    }

    private static String resource(Endpoint endpoint, String part) {
        if (!isOfADraft(endpoint)) {
            return part;
        }
        return part.equals("batches") ? "drafts" : "draft-files";
    }

    /** What the call sends, if that names something or is needed to get further; empty for nothing. */
    static String body(Endpoint endpoint, Map<String, String> ids) {
        String documents = "[\"" + ids.get("documents") + "\"]";
        return switch (endpoint.toString()) {
            case "PATCH /api/v1/batches/{id}" -> "{\"name\":\"renamed\"}";
            case "PATCH /api/v1/webhook-endpoints/{id}" -> "{\"enabled\":true}";
            case "POST /api/v1/documents/redo", "POST /api/v1/documents/delete", "POST /api/v1/documents/confirm" ->
                "{\"documentIds\":" + documents + "}";
            case "PATCH /api/v1/documents/{id}/data" -> "[{\"op\":\"add\",\"path\":\"/a\",\"value\":1}]";
            case "POST /api/v1/documents/{id}/data/restore" -> "{\"version\":1}";
            case "PUT /api/v1/batches/{id}/documents/{documentId}/content" -> PDF;
            case "POST /api/v1/exports" -> "{\"documentIds\":" + documents + ",\"format\":\"csv\",\"type\":\"normal\"}";
            case "PUT /api/v1/export-templates/{id}" -> TEMPLATE;
            case "PUT /api/v1/prompts/{id}" -> PROMPT;
            default -> "";
        };
    }

    /** Calls whose path names a batch that still receives files. */
    static boolean isOfADraft(Endpoint endpoint) {
        return endpoint.path().startsWith("/api/v1/batches/{id}/documents/{documentId}")
                || endpoint.path().equals("/api/v1/batches/{id}/submit");
    }
}
