package io.ingestio.orchestrator.stalled;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.orchestrator.RunningOrchestrator;
import io.ingestio.orchestrator.batch.Delivered;
import io.ingestio.testkit.SampleEvents;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** Which documents are asked about, and how often. */
@Import(Delivered.class)
class AskAboutStalledIT extends RunningOrchestrator {

    @Autowired
    Delivered delivered;

    @Autowired
    EndLost endLost;

    @Autowired
    AskAboutStalled sweep;

    private final UUID batch = UUID.randomUUID();

    @BeforeEach
    void makeBatch() {
        run("insert into extraction_batches (id, user_id) values ('" + batch + "', 'alice')");
    }

    @Test
    void openDocumentIsAskedAboutOnce() {
        UUID processing = document("processing", "16 minutes");
        UUID uploaded = document("uploaded", "16 minutes");

        sweep();
        sweep();

        assertThat(questions(processing)).isEqualTo(1);
        assertThat(questions(uploaded)).isEqualTo(1);
    }

    @Test
    void othersAreLeftAlone() {
        UUID young = document("processing", "14 minutes");
        UUID ended = document("completed", "16 minutes");
        UUID deleted = document("processing", "16 minutes");
        run("update batch_documents set deleted_at = now() where id = '" + deleted + "'");

        sweep();

        assertThat(questions(young) + questions(ended) + questions(deleted)).isZero();
    }

    /** One that has waited for an hour when it is asked about comes next after two hours. */
    @Test
    void questionsBecomeRare() {
        UUID waiting = document("processing", "1 hour");
        sweep();
        assertThat(questions(waiting)).isEqualTo(1);

        passes(waiting, "70 minutes");
        sweep();
        assertThat(questions(waiting)).isEqualTo(1);

        passes(waiting, "10 minutes");
        sweep();
        assertThat(questions(waiting)).isEqualTo(2);
    }

    /** After as many questions as are asked, it is ended, and its batch with it; it was not moved since. */
    @Test
    void documentOfWhichNothingIsHeardFails() throws Exception {
        UUID silent = document("processing", "1 hour");
        run("update extraction_batches set announced = true, prompt_strategy = 'auto', document_count = 1,"
                + " submitted_count = 1, created_at = now() where id = '" + batch + "'");
        run("update batch_documents set position = 0, filename = 'a.pdf' where id = '" + silent + "'");
        for (int question = 1; question <= 12; question++) {
            sweep();
            endLost();
            passes(silent, "40 days");
        }

        assertThat(questions(silent)).isEqualTo(8);
        JsonNode document = call("GET", "/documents/" + silent, "alice", null).body();
        assertThat(document.path("status").asString()).isEqualTo("failed");
        assertThat(document.path("errorCode").asString()).isEqualTo("job_lost");
        assertThat(call("GET", "/batches/" + batch, "alice", null)
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("failed");
        assertThat(eventsOf(batch)).endsWith("document.cancel-requested", "batch.completed");
        assertThat(one("select count(*) from document_timeline where hop = 'failed' and document_id = '" + silent
                        + "'"))
                .isEqualTo(1);
    }

    @Test
    void documentThatMovesIsAskedAboutAnew() {
        UUID moving = document("uploaded", "1 hour");
        run("update batch_documents set asked = 8 where id = '" + moving + "'");
        delivered.apply(new SampleEvents(batch, "alice").started(moving, 1));

        endLost();
        run("update batch_documents set ask_at = now() - interval '1 hour' where id = '" + moving + "'");
        sweep();

        assertThat(questions(moving)).isEqualTo(1);
    }

    private void endLost() {
        endLost.portion(500).block();
    }

    private UUID document(String status, String age) {
        UUID id = UUID.randomUUID();
        run("""
                insert into batch_documents (id, batch_id, user_id, run, status, moved_at, ask_at)
                values ('%1$s', '%2$s', 'alice', 1, '%3$s', now() - interval '%4$s', now() - interval '%4$s')
                """.formatted(id, batch, status, age));
        return id;
    }

    private void passes(UUID document, String time) {
        run("update batch_documents set ask_at = ask_at - interval '%1$s' where id = '%2$s'".formatted(time, document));
    }

    private void sweep() {
        sweep.portion(500).block();
    }

    private long questions(UUID document) {
        return one("select count(*) from outbox where type = 'document.state-requested' and body like '%" + document
                + "%'");
    }

    private void run(String statement) {
        tenancy.asService(sql.sql(statement).then()).block();
    }

    private long one(String query) {
        return tenancy.statementAsService(sql.sql(query).mapValue(Long.class).one())
                .block();
    }
}
