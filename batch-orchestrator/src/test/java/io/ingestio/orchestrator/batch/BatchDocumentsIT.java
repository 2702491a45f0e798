package io.ingestio.orchestrator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.orchestrator.RunningOrchestrator;
import io.ingestio.testkit.SampleEvents;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The list of a batch's documents over HTTP. */
@Import(Delivered.class)
class BatchDocumentsIT extends RunningOrchestrator {

    @Autowired
    Delivered delivered;

    private final SampleEvents events = SampleEvents.ofBatch();

    @Test
    void answers404ForUnknownAndForeignBatches() throws Exception {
        delivered.apply(events.created(1));
        assertThat(documents(events.batchId(), "mallory", "?cursor=7").status()).isEqualTo(400);

        Answered own = documents(events.batchId(), "alice", "");
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.body().get("items")).isEmpty();
        assertThat(documents(events.batchId(), "alice", "?status=failed").status())
                .isEqualTo(200);
        Answered foreign = documents(events.batchId(), "mallory", "");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body().get("code").asString()).isEqualTo("not_found");
        assertThat(documents(UUID.randomUUID(), "alice", "").status()).isEqualTo(404);
    }

    @Test
    void showsFirstFieldsAndItemCounts() throws Exception {
        UUID document = UUID.randomUUID();
        delivered.apply(
                events.created(1), events.uploaded(document, 0), events.completed(document, 1, 1, SampleEvents.T0));

        var summary = documents(events.batchId(), "alice", "")
                .body()
                .get("items")
                .get(0)
                .get("summary");
        assertThat(summary.get("fields").isObject()).isTrue();
        assertThat(summary.get("items").isObject()).isTrue();
        assertThat(summary.get("warnings").isArray()).isTrue();
    }

    private Answered documents(UUID batch, String user, String query) throws Exception {
        return call("GET", "/batches/" + batch + "/documents" + query, user, null);
    }
}
