package io.ingestio.launcher.client;

import io.ingestio.launcher.client.view.Acted;
import io.ingestio.launcher.client.view.BatchView;
import io.ingestio.launcher.client.view.DocumentView;
import io.ingestio.launcher.client.view.ExportView;
import io.ingestio.launcher.client.view.ExtractedData;
import io.ingestio.launcher.client.view.HopView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The public API, seen by one user. Every call throws {@link ApiRefused} on an error answer. */
public final class IngestioClient {
    /** Amounts stay as the API wrote them: 12.50 is neither 12.5 nor a binary fraction. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI api;
    private final String token;

    /**
     * @param baseUrl the gateway
     * @param token the user's
     */
    public IngestioClient(URI baseUrl, String token) {
        this.api = baseUrl.resolve("/api/v1/");
        this.token = token;
    }

    /** Gives a user a plan. Needs a token with the role admin. */
    public void subscribe(String user, String tier) {
        send(request("admin/users/" + user + "/subscription")
                .header("Content-Type", "application/json")
                .PUT(json(Map.of("tier", tier, "status", "active", "reason", "given by the command line"))));
    }

    /** Submits files with one prompt for all, or with none: each is classified and takes the prompt of its type. */
    public Submission submit(String batchName, List<Path> files, @Nullable String prompt) {
        return submit(SubmissionRequest.of(batchName, files, prompt));
    }

    public Submission submit(SubmissionRequest submission) {
        Multipart body = submission.body();
        return read(
                request("batches")
                        .header("Idempotency-Key", submission.key().toString())
                        .header("Content-Type", body.contentType())
                        .POST(body.body()),
                Submission.class);
    }

    /** Batches whose files are sent one by one. */
    public Drafts drafts() {
        return new Drafts(this);
    }

    /** What people do with extracted data. */
    public Reviews reviews() {
        return new Reviews(this);
    }

    /** How many files a batch of this user may have. */
    public int documentsPerBatch() {
        return read(request("plan"), PlanView.class).tier().documentsPerBatch();
    }

    private record PlanView(Tier tier) {
        private record Tier(int documentsPerBatch) {}
    }

    public BatchView batch(UUID id) {
        return read(request("batches/" + id), BatchView.class);
    }

    /**
     * Passes on what changes in a batch, first all its rows, until a change is the last. A lost connection is opened again.
     *
     * @param last whether no more is wanted
     */
    public void watch(UUID batchId, Predicate<BatchView.Changes> last) {
        try {
            new LiveEvents(http, () -> authorized("batches/" + batchId + "/events")).read(last);
        } catch (IOException e) {
            throw new UncheckedIOException("the API at " + api + " does not answer", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The user's newest batches. */
    public List<BatchView> batches() {
        return batches(Map.of()).items();
    }

    /** A page of the user's batches. */
    public BatchView.Page batches(Map<String, String> query) {
        return read(request("batches" + Query.of(query)), BatchView.Page.class);
    }

    /** All documents of a batch, the rejected ones too. */
    public List<DocumentView> documents(UUID batchId) {
        return documents(batchId, "all");
    }

    /** All documents of a tab of a batch: all, to_review, confirmed or error. */
    public List<DocumentView> documents(UUID batchId, String tab) {
        List<DocumentView> documents = new ArrayList<>();
        Map<String, String> query = new HashMap<>(Map.of("limit", "100", "tab", tab));
        String cursor;
        do {
            var page = read(request("batches/" + batchId + "/documents" + Query.of(query)), DocumentView.Page.class);
            documents.addAll(page.items());
            cursor = page.nextCursor();
            query.put("cursor", String.valueOf(cursor));
        } while (cursor != null);
        return documents;
    }

    /** Every hop of a document, the earliest first. */
    public List<HopView> timeline(UUID documentId) {
        List<HopView> hops = new ArrayList<>();
        Map<String, String> query = new HashMap<>(Map.of("limit", "100"));
        String cursor;
        do {
            var page = read(request("documents/" + documentId + "/timeline" + Query.of(query)), HopView.Page.class);
            hops.addAll(page.items());
            cursor = page.nextCursor();
            query.put("cursor", String.valueOf(cursor));
        } while (cursor != null);
        return hops;
    }

    public void cancel(UUID batchId) {
        send(post("batches/" + batchId + "/cancel").POST(BodyPublishers.noBody()));
    }

    public void deleteBatch(UUID id) {
        send(request("batches/" + id).DELETE());
    }

    /** Extracts documents again: as before, with another prompt, or as documents of a type. */
    public Acted redo(List<UUID> documents, @Nullable String prompt, @Nullable String documentType) {
        Map<String, Object> body = documentIds(documents);
        if (prompt != null) {
            body.put("prompt", prompt);
        }
        if (documentType != null) {
            body.put("documentType", documentType);
        }
        return read(
                post("documents/redo")
                        .header("Content-Type", "application/json")
                        .POST(json(body)),
                Acted.class);
    }

    public Acted delete(List<UUID> documents) {
        return read(
                post("documents/delete")
                        .header("Content-Type", "application/json")
                        .POST(json(documentIds(documents))),
                Acted.class);
    }

    private static Map<String, Object> documentIds(List<UUID> documents) {
        return new HashMap<>(
                Map.of("documentIds", documents.stream().map(UUID::toString).toList()));
    }

    public ExtractedData data(UUID documentId) {
        return read(request("documents/" + documentId + "/data"), ExtractedData.class);
    }

    /** Asks for a file of a batch's data, one row a document, and returns the export's id. */
    public UUID export(UUID batchId, String format) {
        return export(Map.of("batchId", batchId.toString(), "format", format, "type", "normal"));
    }

    /** The same of these documents. */
    public UUID export(List<UUID> documents, String format) {
        Map<String, Object> body = documentIds(documents);
        body.putAll(Map.of("format", format, "type", "normal"));
        return export(body);
    }

    /** The same as the body of {@code POST /exports} says. */
    public UUID export(Map<String, ?> body) {
        return read(post("exports").header("Content-Type", "application/json").POST(json(body)), ExportView.class)
                .id();
    }

    public ExportView export(UUID id) {
        return read(request("exports/" + id), ExportView.class);
    }

    /** Writes the file of a completed export, which replaces one that is there once it is whole. */
    public void download(UUID exportId, Path to) {
        Path file = to.toAbsolutePath();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.getParent());
            HttpRequest request = request("exports/" + exportId + "/file").build();
            HttpResponse<Path> response = http.send(request, BodyHandlers.ofFile(part));
            if (response.statusCode() != 200) {
                Files.delete(part);
                throw new IOException("the file of export " + exportId + ": status " + response.statusCode());
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    HttpRequest.Builder post(String path) {
        return request(path).header("Idempotency-Key", UUID.randomUUID().toString());
    }

    HttpRequest.Builder request(String path) {
        return authorized(path).timeout(PATIENCE);
    }

    private HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).header("Authorization", "Bearer " + token);
    }

    <T> T read(HttpRequest.Builder request, Class<T> type) {
        return JSON.readValue(send(request).body(), type);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw ApiRefused.of(response);
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException("the API at " + api + " does not answer", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }

    static BodyPublisher json(Map<String, ?> body) {
        return BodyPublishers.ofString(JSON.writeValueAsString(body));
    }
}
