package io.ingestio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.ReviewEvent;
import io.ingestio.contracts.Topic;
import io.ingestio.messaging.event.EventCodec;
import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.invariants.PublishedEvents;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** Calls of reviewers, and what becomes of them in tables and on the topic. */
public abstract class RunningReviews extends RunningExports {

    @Autowired
    protected EventCodec codec;

    protected HttpRequest.Builder patching(UUID document, @Nullable String ifMatch, String patch) {
        return as(user, document, ifMatch, patch);
    }

    protected HttpRequest.Builder as(String someone, UUID document, @Nullable String ifMatch, String patch) {
        HttpRequest.Builder request = request("/documents/" + document + "/data", someone)
                .setHeader("Content-Type", "application/json-patch+json")
                .method("PATCH", BodyPublishers.ofString(patch));
        return ifMatch == null ? request : request.header("If-Match", ifMatch);
    }

    protected HttpResponse<String> patch(UUID document, @Nullable String ifMatch, String patch)
            throws IOException, InterruptedException {
        return send(patching(document, ifMatch, patch));
    }

    protected HttpResponse<String> call(String method, String path, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, user)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    protected HttpResponse<String> restore(UUID document, int version, int edit, @Nullable String key)
            throws IOException, InterruptedException {
        String body = "{\"version\":%d,\"edit\":%d}".formatted(version, edit);
        String path = "/documents/" + document + "/data/restore";
        return key == null ? call("POST", path, body) : call("POST", path, body, "Idempotency-Key", key);
    }

    protected static String replace(String pointer, String value) {
        return "[{\"op\":\"replace\",\"path\":\"%s\",\"value\":%s}]".formatted(pointer, value);
    }

    protected static String etag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    protected static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("code").asString()).isEqualTo(code);
    }

    /** The names of a page of versions. */
    protected static List<String> names(HttpResponse<String> page) {
        return JSON.readTree(page.body())
                .path("items")
                .valueStream()
                .map(version -> version.path("name").asString())
                .toList();
    }

    /** What was published of a document's review, in order. */
    protected List<ReviewEvent> reviewsOf(UUID document) {
        await().atMost(PATIENCE).until(() -> count("select count(*) from outbox where key = '" + batch + "'") == 0);
        return PublishedEvents.on(RealParts.kafka().bootstrap(), Topic.EXPORT).stream()
                .filter(event -> event.key().equals(batch.toString()))
                .map(event ->
                        codec.decode(Topic.EXPORT, event.type(), event.body().getBytes(StandardCharsets.UTF_8)))
                .map(ReviewEvent.class::cast)
                .filter(event -> event.documentId().equals(document))
                .toList();
    }

    /** All versions of a document as text. */
    protected List<String> rows(UUID document) throws SQLException {
        return asSuperuser(
                "select d::text from extracted_data d where document_id = '" + document + "' order by run, edit");
    }

    /** Runs SQL as superuser in the service's schema; the values of its first column, as text. */
    protected static List<String> asSuperuser(String statement) throws SQLException {
        try (var connection = RealParts.postgres().asSuperuser().getConnection();
                var execution = connection.createStatement()) {
            execution.execute("set search_path = export");
            List<String> values = new ArrayList<>();
            if (execution.execute(statement)) {
                try (ResultSet rows = execution.getResultSet()) {
                    while (rows.next()) {
                        values.add(rows.getString(1));
                    }
                }
            }
            return values;
        }
    }
}
