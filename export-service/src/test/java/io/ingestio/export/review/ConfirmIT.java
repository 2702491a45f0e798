package io.ingestio.export.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ReviewEvent;
import io.ingestio.export.RunningReviews;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Confirmations over HTTP, on real tables and topics. The documents of this fixture have a warning. */
class ConfirmIT extends RunningReviews {

    @BeforeEach
    void extract() throws Exception {
        publish(
                completed(bolts, 1, "bolts.pdf", invoice("1", "bolt")),
                completed(nuts, 1, "nuts.pdf", invoice("2", "nut")));
        await().atMost(PATIENCE).until(() -> isServed(bolts) && isServed(nuts));
    }

    @Test
    void confirmedUntilItIsWithdrawn() throws Exception {
        String before = etag(get(data()));
        JsonNode confirmed = JSON.readTree(confirm(bolts).body());
        assertThat(confirmed.path("confirmed").asBoolean()).isTrue();
        assertThat(confirmed.path("confirmedBy").asString()).isEqualTo(user);
        assertThat(confirm(bolts).body()).isEqualTo(JSON.writeValueAsString(confirmed));
        assertThat(isConfirmed()).isTrue();
        assertThat(etag(get(data()))).isNotEqualTo(before);

        HttpResponse<String> withdrawn = call("DELETE", "/documents/" + bolts + "/confirm", null);
        assertThat(JSON.readTree(withdrawn.body()).path("confirmed").asBoolean())
                .isFalse();
        assertThat(call("DELETE", "/documents/" + bolts + "/confirm", null).statusCode())
                .isEqualTo(200);
        assertThat(isConfirmed()).isFalse();

        List<ReviewEvent> events = reviewsOf(bolts);
        assertThat(events).extracting(ReviewEvent::confirmed).containsExactly(true, false);
        assertThat(events.get(0).number()).isLessThan(events.get(1).number());
    }

    @Test
    void editAndRedoEndTheConfirmation() throws Exception {
        confirm(bolts);
        assertThat(patch(bolts, etag(get(data())), replace("/number", "\"2\"")).statusCode())
                .isEqualTo(200);
        assertThat(isConfirmed()).isFalse();
        confirm(bolts);
        assertThat(isConfirmed()).isTrue();

        publish(completed(bolts, 2, "bolts.pdf", invoice("3", "bolt")));
        await().atMost(PATIENCE).until(() -> !isConfirmed());
        confirm(bolts);
        assertThat(isConfirmed()).isTrue();

        List<ReviewEvent> events = reviewsOf(bolts);
        assertThat(events).extracting(ReviewEvent::run).containsExactly(1, 1, 1, 2);
        assertThat(events).extracting(ReviewEvent::edit).containsExactly(0, 1, 1, 0);
        assertThat(events).extracting(ReviewEvent::confirmed).containsExactly(true, false, true, true);
        assertThat(events).extracting(ReviewEvent::number).isSorted().doesNotHaveDuplicates();
        assertThat(events.get(2).summary()).isEqualTo(events.get(1).summary()).isNotNull();
    }

    /** As the orchestrator has it: the document is failed then, whatever its earlier runs gave. */
    @Test
    void failedRedoEndsTheConfirmation() throws Exception {
        confirm(bolts);
        String before = etag(get(data()));
        publish(new ExtractionFailed(batch, bolts, user, 2, "model_output", "Try again.", Instant.now()));

        await().atMost(PATIENCE).until(() -> !isConfirmed());
        assertThat(etag(get(data()))).isNotEqualTo(before);
        assertThat(JSON.readTree(get(data()).body()).path("confirmedBy").asString())
                .isEqualTo(user);
        JsonNode version = JSON.readTree(get(data() + "/versions").body()).at("/items/0");
        assertThat(version.path("confirmed").asBoolean(true)).isFalse();
        assertProblem(confirm(bolts), 409, "redo_failed");
        String named = "{\"documentIds\":[\"" + bolts + "\"]%s}";
        assertThat(JSON.readTree(call("POST", "/documents/confirm", named.formatted(",\"includeAttention\":true"))
                                .body())
                        .at("/skipped/0/code")
                        .asString())
                .isEqualTo("redo_failed");
        assertProblem(
                post(named.formatted(",\"format\":\"csv\",\"confirmedOnly\":true"), null), 422, "nothing_to_export");

        publish(completed(bolts, 3, "bolts.pdf", invoice("3", "bolt")));
        await().atMost(PATIENCE).until(() -> get(data() + "?version=3").statusCode() == 200);
        assertThat(confirm(bolts).statusCode()).isEqualTo(200);
        assertThat(isConfirmed()).isTrue();
        assertThat(reviewsOf(bolts)).extracting(ReviewEvent::run).containsExactly(1, 3);
    }

    @Test
    void whoConfirmedAnEarlierVersionStaysKnown() throws Exception {
        confirm(bolts);
        patch(bolts, etag(get(data())), replace("/number", "\"2\""));

        JsonNode first = JSON.readTree(get(data() + "?version=1&edit=0").body());
        assertThat(first.path("confirmed").asBoolean()).isFalse();
        assertThat(first.path("confirmedBy").asString()).isEqualTo(user);
        assertThat(first.path("confirmedAt").isNull()).isFalse();
        assertThat(JSON.readTree(get(data()).body()).path("confirmedBy").isNull())
                .isTrue();
        assertThat(confirmers()).containsExactly(null, user);

        confirm(bolts);
        assertThat(confirmers()).containsExactly(user, user);
        call("DELETE", "/documents/" + bolts + "/confirm", null);
        assertThat(confirmers()).containsExactly(null, user);
    }

    /** Of each version, newest first; null where it is not confirmed. */
    private List<@Nullable String> confirmers() throws Exception {
        List<@Nullable String> confirmers = new ArrayList<>();
        for (JsonNode version : JSON.readTree(get(data() + "/versions").body()).path("items")) {
            confirmers.add(version.path("confirmedBy").stringValue(null));
        }
        return confirmers;
    }

    @Test
    void confirmsOnlyWhatThePersonSaw() throws Exception {
        String seen = etag(get(data()));
        patch(bolts, seen, replace("/number", "\"2\""));

        assertProblem(call("POST", "/documents/" + bolts + "/confirm", "", "If-Match", seen), 412, "version_changed");
        assertThat(isConfirmed()).isFalse();
        assertThat(call("POST", "/documents/" + bolts + "/confirm", "", "If-Match", etag(get(data())))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void manyAreConfirmedExceptThoseThatNeedAttention() throws Exception {
        UUID unknown = UUID.randomUUID();
        String ids = "\"%s\",\"%s\",\"%s\"".formatted(bolts, unknown, bolts);

        JsonNode careful = JSON.readTree(call("POST", "/documents/confirm", "{\"documentIds\":[" + ids + "]}")
                .body());
        assertThat(careful.path("confirmed").size()).isZero();
        assertThat(careful.at("/skipped/0/code").asString()).isEqualTo("needs_attention");
        assertThat(careful.at("/skipped/1/code").asString()).isEqualTo("not_found");

        String all = "{\"documentIds\":[" + ids + "],\"includeAttention\":true}";
        HttpResponse<String> first = call("POST", "/documents/confirm", all, "Idempotency-Key", "k");
        HttpResponse<String> again = call("POST", "/documents/confirm", all, "Idempotency-Key", "k");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(JSON.readTree(first.body()).at("/confirmed/0/documentId").asString())
                .isEqualTo(bolts.toString());
        assertThat(isConfirmed()).isTrue();
        assertThat(reviewsOf(bolts)).hasSize(1);
    }

    @Test
    void foreignAndUnknownDocumentsAreNotFound() throws Exception {
        assertThat(confirm(UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(send(request("/documents/" + bolts + "/confirm", "mallory")
                                .POST(java.net.http.HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
        assertProblem(call("POST", "/documents/confirm", "{\"documentIds\":[]}"), 422, "invalid_request");
        assertThat(isConfirmed()).isFalse();
    }

    private String data() {
        return "/documents/" + bolts + "/data";
    }

    private boolean isConfirmed() throws Exception {
        return JSON.readTree(get(data()).body()).path("confirmed").asBoolean();
    }

    private HttpResponse<String> confirm(UUID document) throws Exception {
        return call("POST", "/documents/" + document + "/confirm", null);
    }
}
