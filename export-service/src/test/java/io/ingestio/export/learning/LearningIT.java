package io.ingestio.export.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.ExportEvent.DocumentCorrected;
import io.ingestio.contracts.ExportEvent.DocumentCorrected.Corrected;
import io.ingestio.contracts.ExportEvent.LearningChanged;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.Topic;
import io.ingestio.contracts.UsageEvent.UserErased;
import io.ingestio.export.RunningReviews;
import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.invariants.PublishedEvents;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What leaves the service of people's corrections: nothing, until the user agrees and as soon as the user does not any more. */
class LearningIT extends RunningReviews {

    private static final String LAYOUT = "v1-0123";
    private static final String PATH = "/settings/learning";

    @BeforeEach
    void extractTwoDocuments() {
        publish(
                inLayout(completed(bolts, 1, "bolts.pdf", invoice("1", "bolt")), LAYOUT),
                inLayout(completed(nuts, 1, "nuts.pdf", invoice("2", "nut")), null));
        await().atMost(PATIENCE).until(() -> isServed(bolts) && isServed(nuts));
    }

    @Test
    void learningIsOffAtFirst() throws Exception {
        JsonNode setting = JSON.readTree(get(PATH).body());
        assertThat(setting.path("enabled").asBoolean(true)).isFalse();
        assertThat(setting.path("changedAt").isNull()).isTrue();

        correct(bolts, "/total", "671.60");
        setLearning("false");

        assertThat(published()).isEmpty();
    }

    @Test
    void correctionsArePublishedOnceTheUserAgrees() throws Exception {
        correct(bolts, "/total", "1.00");
        assertThat(setLearning("true").path("enabled").asBoolean()).isTrue();
        setLearning("true"); // which is no change

        correct(bolts, "/total", "671.60");

        assertThat(published()).hasSize(2);
        assertThat(published().getFirst())
                .isInstanceOfSatisfying(
                        LearningChanged.class, on -> assertThat(on.enabled()).isTrue());
        assertThat(published().getLast()).isInstanceOfSatisfying(DocumentCorrected.class, corrected -> {
            assertThat(corrected.documentId()).isEqualTo(bolts);
            assertThat(corrected.layout()).isEqualTo(LAYOUT);
            assertThat(corrected.edit()).isEqualTo(2);
            assertThat(corrected.consent()).isEqualTo(1);
            assertThat(corrected.corrections()).containsExactly(new Corrected("total", "1.00", "671.60"));
        });
    }

    @Test
    void nothingIsPublishedOnceLearningIsOff() throws Exception {
        setLearning("true");
        setLearning("false");
        correct(bolts, "/total", "671.60");

        assertThat(published())
                .map(event -> (LearningChanged) event)
                .extracting(change -> change.number() + " " + change.enabled())
                .containsExactly("1 true", "2 false");
    }

    @Test
    void documentWithoutALayoutTeachesNothing() throws Exception {
        setLearning("true");
        correct(nuts, "/total", "671.60");

        assertThat(published()).hasSize(1);
    }

    @Test
    void consentOfAnotherUserDoesNotCount() throws Exception {
        assertThat(send(request(PATH, "other-" + user).PUT(BodyPublishers.ofString("{\"enabled\":true}")))
                        .statusCode())
                .isEqualTo(200);
        correct(bolts, "/total", "671.60");

        assertThat(JSON.readTree(get(PATH).body()).path("enabled").asBoolean()).isFalse();
        assertThat(published()).isEmpty();
    }

    @Test
    void settingMustSayWhich() throws Exception {
        assertProblem(call("PUT", PATH, "{}"), 422, "invalid_request");
    }

    @Test
    void settingOfAnErasedUserIsGone() throws Exception {
        setLearning("true");
        publish(new UserErased(user, Instant.now()));

        await().atMost(PATIENCE)
                .until(() -> count("select count(*) from learning_settings where user_id = '" + user + "'") == 0);
    }

    private JsonNode setLearning(String enabled) throws IOException, InterruptedException {
        var answer = call("PUT", PATH, "{\"enabled\":" + enabled + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private void correct(UUID document, String pointer, String value) throws IOException, InterruptedException {
        var answer = patch(document, etag(get("/documents/" + document + "/data")), replace(pointer, value));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** What was published of the user's learning, in order. */
    private List<Object> published() {
        await().atMost(PATIENCE).until(() -> count("select count(*) from outbox where key = '" + user + "'") == 0);
        return PublishedEvents.on(RealParts.kafka().bootstrap(), Topic.EXPORT).stream()
                .filter(event -> event.key().equals(user))
                .<Object>map(event ->
                        codec.decode(Topic.EXPORT, event.type(), event.body().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static ExtractionCompleted inLayout(ExtractionCompleted of, @Nullable String layout) {
        return new ExtractionCompleted(
                of.batchId(),
                of.documentId(),
                of.userId(),
                of.run(),
                of.filename(),
                of.pages(),
                of.prompt(),
                of.documentType(),
                of.data(),
                of.dataReference(),
                of.summary(),
                of.warnings(),
                of.model(),
                of.inputTokens(),
                of.outputTokens(),
                of.completedAt(),
                layout);
    }
}
