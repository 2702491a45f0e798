package io.ingestio.orchestrator.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.orchestrator.RunningOrchestrator;
import io.ingestio.orchestrator.batch.Delivered;
import io.ingestio.testkit.SampleEvents;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** The timeline of a document over HTTP. */
@Import(Delivered.class)
class TimelineIT extends RunningOrchestrator {

    @Autowired
    Delivered delivered;

    private final SampleEvents events = SampleEvents.ofBatch();
    private final UUID document = UUID.randomUUID();

    /** The end comes first, and all come twice. */
    @BeforeEach
    void deliver() {
        for (int delivery = 0; delivery < 2; delivery++) {
            delivered.apply(events.failed(document, 1, SampleEvents.T0.plusSeconds(20)));
            delivered.apply(events.attempted(document, 1), events.started(document, 1));
            delivered.apply(events.created(1), events.uploaded(document, 0));
        }
    }

    @Test
    void showsEveryHopOnceInTheOrderOfTime() throws Exception {
        List<JsonNode> hops = hops("?limit=100");

        assertThat(hops.stream().map(hop -> hop.path("hop").asString()))
                .containsExactly("received", "queued", "started", "retried", "failed", "recorded");
        assertThat(hops.stream().map(hop -> hop.path("service").asString()))
                .containsExactly("upload", "extraction", "extraction", "extraction", "extraction", "orchestrator");
        JsonNode retried = hops.get(3);
        assertThat(retried.path("attempt").asInt()).isEqualTo(1);
        assertThat(retried.path("code").asString()).isEqualTo("model_output");
        assertThat(retried.path("nextAttemptAt").asString()).isEqualTo("2026-01-01T00:00:17Z");
        assertThat(hops.get(4).path("detail").asString()).isEqualTo("Try again.");
        assertThat(ids(pages(path("?"), "alice", 2)))
                .isEqualTo(hops.stream().map(hop -> hop.path("id").asString()).toList());
    }

    @Test
    void actsOfTheUserAreHops() throws Exception {
        call("POST", "/documents/redo", "alice", "{\"documentIds\":[\"" + document + "\"]}");
        call("POST", "/batches/" + events.batchId() + "/cancel", "alice", null);
        call("POST", "/batches/" + events.batchId() + "/cancel", "alice", null);

        assertThat(hops("").stream()
                        .filter(hop -> hop.path("run").asInt() == 2)
                        .map(hop -> hop.path("hop").asString()))
                .containsExactly("redo_requested", "cancel_requested");
    }

    @Test
    void othersAndUnknownDocumentsAnswer404() throws Exception {
        assertThat(call("GET", path(""), "mallory", null).status()).isEqualTo(404);
        assertThat(call("GET", "/documents/" + UUID.randomUUID() + "/timeline", "alice", null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void deletedDocumentLeavesNoTimeline() throws Exception {
        call("DELETE", "/documents/" + document, "alice", null);
        delivered.apply(events.completed(document, 1, 1, SampleEvents.T0.plusSeconds(40)), events.started(document, 1));

        assertThat(call("GET", path(""), "alice", null).status()).isEqualTo(404);
        assertThat(asSuperuser("select id from document_timeline where document_id = '" + document + "'"))
                .isEmpty();
    }

    private List<JsonNode> hops(String query) throws Exception {
        return call("GET", path(query), "alice", null)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    private String path(String query) {
        return "/documents/" + document + "/timeline" + query;
    }
}
