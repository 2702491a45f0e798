package io.ingestio.orchestrator.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.ExportEvent.ExportCompleted;
import io.ingestio.contracts.ExportEvent.ExportCompleted.Included;
import io.ingestio.orchestrator.RunningOrchestrator;
import io.ingestio.orchestrator.batch.Delivered;
import io.ingestio.testkit.SampleEvents;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** An export that was built is a hop of its documents. */
@Import(Delivered.class)
class ExportHopsIT extends RunningOrchestrator {

    private static final Instant BUILT = SampleEvents.T0.plusSeconds(3_600);

    @Autowired
    Delivered delivered;

    @Autowired
    ExportListener listener;

    private final SampleEvents events = SampleEvents.ofBatch();
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();

    @BeforeEach
    void completeOne() {
        delivered.apply(
                events.created(2),
                events.uploaded(first, 0),
                events.uploaded(second, 1),
                events.completed(first, 1, 1, SampleEvents.T0.plusSeconds(60)));
    }

    @Test
    void documentsOfTheEventGetAHopOnceADay() throws Exception {
        List<Included> both = List.of(new Included(first, 1), new Included(second, 1));
        exported("alice", both, BUILT);
        exported("alice", both, BUILT.plusSeconds(60));
        exported("alice", both.subList(0, 1), BUILT.plusSeconds(86_400));

        assertThat(hops(first))
                .containsExactly(BUILT.toString(), BUILT.plusSeconds(86_400).toString());
        assertThat(hops(second)).containsExactly(BUILT.toString());
    }

    @Test
    void withoutDocumentsThoseThatCompletedGetIt() throws Exception {
        exported("alice", null, BUILT);

        assertThat(hops(first)).hasSize(1);
        assertThat(hops(second)).isEmpty();
    }

    @Test
    void foreignAndDeletedDocumentsGetNone() throws Exception {
        List<Included> both = List.of(new Included(first, 1), new Included(second, 1));
        exported("mallory", both, BUILT);
        assertThat(hops(first)).isEmpty();

        call("DELETE", "/documents/" + first, "alice", null);
        exported("alice", both, BUILT);

        assertThat(asSuperuser("select id from document_timeline where document_id = '" + first + "'"))
                .isEmpty();
        assertThat(hops(second)).hasSize(1);
    }

    private void exported(String user, @Nullable List<Included> documents, Instant at) {
        var event =
                new ExportCompleted(UUID.randomUUID(), user, events.batchId(), "csv", "normal", 2, 100, documents, at);
        tenancy.asService(listener.onAll(List.of(event))).block();
    }

    /** When a document was exported, as its timeline says. */
    private List<String> hops(UUID document) throws Exception {
        return call("GET", "/documents/" + document + "/timeline", "alice", null)
                .body()
                .path("items")
                .valueStream()
                .filter(hop -> hop.path("hop").asString().equals("exported"))
                .filter(hop -> hop.path("service").asString().equals("export"))
                .map(hop -> hop.path("at").asString())
                .toList();
    }
}
