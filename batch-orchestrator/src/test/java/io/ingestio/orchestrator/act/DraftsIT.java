package io.ingestio.orchestrator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.orchestrator.RunningOrchestrator;
import io.ingestio.orchestrator.batch.Delivered;
import io.ingestio.testkit.EventStream;
import io.ingestio.testkit.SampleEvents;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** What a user sees of a batch that still receives files, and can do with it. */
@Import(Delivered.class)
class DraftsIT extends RunningOrchestrator {

    @Autowired
    Delivered delivered;

    private final SampleEvents events = new SampleEvents(UUID.randomUUID(), "drafter-" + UUID.randomUUID());

    @BeforeEach
    void openDraft() {
        delivered.apply(events.drafted(3));
    }

    @Test
    void draftIsListedUntilItIsSubmitted() throws Exception {
        JsonNode draft = listed("status=pending_upload").get(0);
        assertThat(draft.get("id").asString()).isEqualTo(events.batchId().toString());
        assertThat(draft.get("documentCount").asInt()).isEqualTo(3);
        assertThat(draft.get("createdAt").asString())
                .isEqualTo(events.drafted(3).createdAt().toString());
        assertThat(draft.get("expiresAt").asString())
                .isEqualTo(events.drafted(3).expiresAt().toString());
        assertThat(listed("sort=-documents&name=BATCH")).hasSize(1);
        JsonNode documents = get(path() + "/documents").body();
        assertThat(documents.get("items")).isEmpty();
        assertThat(documents.get("total").asInt()).isZero();

        delivered.apply(events.created(2));

        assertThat(listed("status=pending_upload")).isEmpty();
        JsonNode submitted = get(path()).body();
        assertThat(submitted.get("status").asString()).isEqualTo("queued");
        assertThat(submitted.get("documentCount").asInt()).isEqualTo(2);
        assertThat(submitted.get("createdAt").asString())
                .isEqualTo(events.created(2).createdAt().toString());
        assertThat(submitted.get("expiresAt").isNull()).isTrue();
    }

    @Test
    void renamedDraftKeepsItsName() throws Exception {
        assertThat(call("PATCH", path(), events.userId(), "{\"name\":\"June\"}").status())
                .isEqualTo(204);

        delivered.apply(events.created(3));

        assertThat(get(path()).body().get("name").asString()).isEqualTo("June");
    }

    @Test
    void cancelIsDecidedByTheUpload() throws Exception {
        assertThat(cancel()).isEqualTo(202);
        assertThat(cancel()).isEqualTo(202);
        assertThat(get(path()).body().get("status").asString()).isEqualTo("pending_upload");
        assertThat(get(path()).body().get("cancelRequested").asBoolean()).isTrue();
        assertThat(eventsOf(events.batchId())).containsExactly("batch.cancel-requested", "batch.cancel-requested");

        delivered.apply(events.discarded("cancelled"));

        JsonNode cancelled = get(path()).body();
        assertThat(cancelled.get("status").asString()).isEqualTo("cancelled");
        assertThat(cancelled.get("documentCount").asInt()).isZero();
        assertThat(cancelled.get("expiresAt").isNull()).isTrue();
        assertThat(cancelled.get("completedAt").isNull()).isFalse();
        assertThat(cancel()).isEqualTo(202);
        assertThat(eventsOf(events.batchId())).hasSize(2);
    }

    @Test
    void cancelThatLosesTheRaceCancelsDocuments() throws Exception {
        UUID document = UUID.randomUUID();
        cancel();

        delivered.apply(events.created(1), events.uploaded(document, 0), events.started(document, 1));

        assertThat(get(path()).body().get("status").asString()).isEqualTo("processing");
        assertThat(get(path()).body().get("cancelRequested").asBoolean()).isTrue();
        assertThat(eventsOf(events.batchId())).containsExactly("batch.cancel-requested", "document.cancel-requested");
    }

    @Test
    void expiredDraftDisappears() throws Exception {
        try (EventStream stream = listen(path() + "/events", events.userId(), null)) {
            stream.next();
            assertThat(stream.changes().get("batches").get(0).get("status").asString())
                    .isEqualTo("pending_upload");

            delivered.apply(events.discarded("expired"));

            assertThat(stream.changes().get("deleted").get("batches").get(0).asString())
                    .isEqualTo(events.batchId().toString());
        }
        assertThat(get(path()).status()).isEqualTo(404);
        assertThat(listed("")).isEmpty();
        assertThat(eventsOf(events.batchId())).isEmpty();
    }

    @Test
    void deletedDraftStaysDeleted() throws Exception {
        assertThat(call("DELETE", path(), events.userId(), null).status()).isEqualTo(202);

        delivered.apply(events.drafted(3), events.discarded("cancelled"));

        assertThat(get(path()).status()).isEqualTo(404);
        assertThat(eventsOf(events.batchId())).containsExactly("batch.deleted");
    }

    private int cancel() throws Exception {
        return call("POST", path() + "/cancel", events.userId(), null).status();
    }

    private JsonNode listed(String query) throws Exception {
        return get("/batches?" + query).body().get("items");
    }

    private Answered get(String path) throws Exception {
        return call("GET", path, events.userId(), null);
    }

    private String path() {
        return "/batches/" + events.batchId();
    }
}
