package io.ingestio.orchestrator.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.ExportEvent.DocumentConfirmed;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.orchestrator.RunningOrchestrator;
import io.ingestio.orchestrator.batch.Delivered;
import io.ingestio.testkit.SampleEvents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** What reviewers did, as lists, tabs, timelines and the queue of a batch show it. */
@Import(Delivered.class)
class ReviewsIT extends RunningOrchestrator {

    @Autowired
    Delivered delivered;

    private final SampleEvents events = SampleEvents.ofBatch();
    private final UUID plain = UUID.randomUUID();
    private final UUID warned = UUID.randomUUID();
    private final UUID failed = UUID.randomUUID();
    private final UUID last = UUID.randomUUID();

    @BeforeEach
    void completeThreeOfFour() {
        delivered.apply(
                events.created(4),
                events.uploaded(plain, 0),
                events.uploaded(warned, 1),
                events.uploaded(failed, 2),
                events.uploaded(last, 3),
                events.completed(plain, 1, 1, SampleEvents.T0.plusSeconds(60)),
                withWarning(warned),
                events.failed(failed, 1, SampleEvents.T0.plusSeconds(61)),
                events.completed(last, 1, 1, SampleEvents.T0.plusSeconds(62)));
    }

    @Test
    void confirmedDocumentChangesItsTabAndNotTheBatch() throws Exception {
        List<String> published = eventsOf(events.batchId());
        delivered.apply(events.reviewed(plain, 1, 1), events.reviewed(plain, 1, 2));

        JsonNode document = document(plain);
        assertThat(document.path("status").asString()).isEqualTo("confirmed");
        assertThat(document.path("summary").toString())
                .isEqualTo("{\"fields\":{\"total\":\"edited\"},\"items\":{\"items\":2},\"warnings\":[]}");
        JsonNode batch =
                call("GET", "/batches/" + events.batchId(), "alice", null).body();
        assertThat(batch.path("tabs").toString()).isEqualTo("{\"all\":4,\"toReview\":2,\"confirmed\":1,\"error\":1}");
        assertThat(batch.path("completedCount").asInt()).isEqualTo(3);
        assertThat(batch.path("revision").asInt()).isEqualTo(1);
        assertThat(eventsOf(events.batchId())).isEqualTo(published).containsOnlyOnce("batch.completed");
        assertThat(ids(pages("/batches/" + events.batchId() + "/documents?tab=confirmed", "alice", 10)))
                .containsExactly(plain.toString());
        assertThat(hops(plain)).contains("edited", "confirmed");
    }

    /** A version that is confirmed and withdrawn again and again has few hops. */
    @Test
    void confirmationsOfAVersionAreOneHop() throws Exception {
        for (int number = 1; number <= 20; number += 2) {
            Instant at = SampleEvents.T0.plusSeconds(number);
            delivered.apply(
                    new DocumentConfirmed(events.batchId(), plain, "alice", 1, 0, number, null, at),
                    events.unconfirmed(plain, 1, number + 1));
        }

        assertThat(hops(plain)).containsOnlyOnce("confirmed", "unconfirmed");
    }

    @Test
    void orderAndRepetitionOfReviewsDoNotMatter() throws Exception {
        BatchEvent edit = events.reviewed(plain, 1, 1);
        BatchEvent confirmation = events.reviewed(plain, 1, 2);
        BatchEvent withdrawal = events.unconfirmed(plain, 1, 3);

        delivered.apply(withdrawal);
        delivered.apply(confirmation, edit);
        delivered.apply(withdrawal, edit);

        assertThat(document(plain).path("status").asString()).isEqualTo("completed");
        assertThat(hops(plain)).containsOnlyOnce("edited", "confirmed", "unconfirmed");
    }

    @Test
    void redoEndsTheConfirmation() throws Exception {
        delivered.apply(events.reviewed(plain, 1, 2));
        assertThat(call("POST", "/documents/redo", "alice", "{\"documentIds\":[\"" + plain + "\"]}")
                        .status())
                .isEqualTo(202);
        assertThat(document(plain).path("status").asString()).isEqualTo("uploaded");

        delivered.apply(events.reviewed(plain, 2, 4)); // of the result that has not arrived here
        delivered.apply(events.reviewed(plain, 1, 2), events.completed(plain, 2, 1, SampleEvents.T0.plusSeconds(99)));

        assertThat(document(plain).path("status").asString()).isEqualTo("confirmed");
    }

    @Test
    void queueBeginsWithWhatNeedsAttention() throws Exception {
        assertThat(queue("")).containsExactly(warned, failed, plain, last);

        JsonNode beside =
                call("GET", path("?limit=1&after=" + failed), "alice", null).body();
        assertThat(beside.path("previous").asString()).isEqualTo(warned.toString());
        assertThat(beside.path("next").asString()).isEqualTo(plain.toString());
        assertThat(beside.path("left").asInt()).isEqualTo(4);

        delivered.apply(events.reviewed(failed, 1, 2), events.reviewed(warned, 1, 2));
        assertThat(queue("")).containsExactly(failed, plain, last); // only what is completed can be confirmed
        assertThat(queue("?after=" + warned)).containsExactly(failed, plain, last);
        JsonNode end = call("GET", path("?after=" + last), "alice", null).body();
        assertThat(end.path("next").isNull()).isTrue();
        assertThat(end.path("left").asInt()).isEqualTo(3);
    }

    @Test
    void queueBeginsAgainAfterADeletedDocument() throws Exception {
        assertThat(call("DELETE", "/documents/" + failed, "alice", null).status())
                .isEqualTo(202);

        assertThat(queue("?after=" + failed)).containsExactly(warned, plain, last);
        assertThat(call("GET", path("?after=" + failed), "mallory", null).status())
                .isEqualTo(404);
    }

    @Test
    void queueOfOthersAndUnknownPlacesAreNotFound() throws Exception {
        assertThat(call("GET", path(""), "mallory", null).status()).isEqualTo(404);
        assertThat(call("GET", path("?after=" + UUID.randomUUID()), "alice", null)
                        .status())
                .isEqualTo(404);
        assertThat(call("GET", path("?limit=0"), "alice", null).status()).isEqualTo(400);
    }

    private ExtractionCompleted withWarning(UUID document) {
        ExtractionCompleted completed = events.completed(document, 1, 1, SampleEvents.T0.plusSeconds(60));
        return new ExtractionCompleted(
                completed.batchId(),
                document,
                completed.userId(),
                1,
                "file.pdf",
                1,
                "all of it",
                "invoice",
                Map.of("warnings", "none"),
                null,
                null,
                List.of("look twice"),
                "scripted",
                1,
                1,
                completed.completedAt(),
                completed.layout());
    }

    private String path(String query) {
        return "/batches/" + events.batchId() + "/review" + query;
    }

    private List<UUID> queue(String query) throws Exception {
        return call("GET", path(query), "alice", null)
                .body()
                .path("items")
                .valueStream()
                .map(item -> UUID.fromString(item.path("id").asString()))
                .toList();
    }

    private JsonNode document(UUID id) throws Exception {
        return call("GET", "/documents/" + id, "alice", null).body();
    }

    private List<String> hops(UUID document) throws Exception {
        return call("GET", "/documents/" + document + "/timeline", "alice", null)
                .body()
                .path("items")
                .valueStream()
                .map(hop -> hop.path("hop").asString())
                .toList();
    }
}
