package io.ingestio.orchestrator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.background.Sweep;
import io.ingestio.orchestrator.RunningOrchestrator;
import io.ingestio.orchestrator.batch.Delivered;
import io.ingestio.testkit.SampleEvents;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Acts over HTTP on a batch of two documents, of which the first has completed. */
@Import(Delivered.class)
class ActsIT extends RunningOrchestrator {

    @Autowired
    Delivered delivered;

    @Autowired
    Sweep deleteTombstones;

    private SampleEvents events;
    private UUID done;
    private UUID open;

    @BeforeEach
    void submitBatch() {
        events = SampleEvents.ofBatch();
        done = UUID.randomUUID();
        open = UUID.randomUUID();
        delivered.apply(
                events.created(2),
                events.uploaded(done, 0),
                events.uploaded(open, 1),
                events.completed(done, 1, 1, SampleEvents.T0));
    }

    @Test
    void renamesABatch() throws Exception {
        assertThat(call("PATCH", batch(), "alice", "{\"name\":\" June invoices \"}")
                        .status())
                .isEqualTo(204);
        assertThat(get(batch()).body().get("name").asString()).isEqualTo("June invoices");

        delivered.apply(events.created(2)); // redelivered: it knows the old name only
        assertThat(get(batch()).body().get("name").asString()).isEqualTo("June invoices");
        assertThat(call("PATCH", batch(), "alice", "{\"name\":null}").status()).isEqualTo(204);
        assertThat(get(batch()).body().get("name").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'{\"name\":\"%s\"}', name_too_long", "'{\"name\":\"a\\u0000b\"}', invalid_request"})
    void refusesNamesThatCannotBeStored(String body, String code) throws Exception {
        Answered answer = call("PATCH", batch(), "alice", body.formatted("x".repeat(256)));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("code").asString()).isEqualTo(code);
    }

    /** The place, and no name of a class. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":                 | The body cannot be read as JSON (line 1, column",
                "{\"name\":{}}              | The body's member /name has a value that it cannot have (line 1, column",
                "[]                         | The body has a form that this call does not read (line 1, column",
                "''                         | The call needs a body in JSON."
            })
    void saysWhereABodyIsWrong(String body, String detail) throws Exception {
        Answered answer = call("PATCH", batch(), "alice", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("code").asString()).isEqualTo("invalid_request");
        assertThat(answer.body().get("detail").asString()).startsWith(detail).doesNotContain("java", "io.", "Request");
    }

    @Test
    void namesAParameterThatIsWrong() throws Exception {
        assertThat(get("/batches/no-id").body().get("detail").asString()).isEqualTo("The value of id is not valid.");
        assertThat(get("/batches?limit=many").body().get("detail").asString())
                .isEqualTo("The value of limit is not valid.");
    }

    @Test
    void cancelAsksTheWorkerAndKeepsWhatEnded() throws Exception {
        assertThat(call("POST", batch() + "/cancel", "alice", null).status()).isEqualTo(202);
        assertThat(get(batch()).body().get("cancelRequested").asBoolean()).isTrue();
        assertThat(eventsOf(events.batchId())).containsExactly("document.cancel-requested");

        delivered.apply(events.cancelled(open, 1));

        assertThat(get(batch()).body().get("status").asString()).isEqualTo("cancelled");
        assertThat(get(batch()).body().get("completedCount").asInt()).isEqualTo(1);
        assertThat(get(batch()).body().get("cancelledCount").asInt()).isEqualTo(1);
        assertThat(call("POST", batch() + "/cancel", "alice", null).status()).isEqualTo(202);
        assertThat(eventsOf(events.batchId())).containsExactly("document.cancel-requested", "batch.completed");
    }

    @Test
    void redoOpensTheBatchForANewRevision() throws Exception {
        delivered.apply(events.failed(open, 1, SampleEvents.T0));

        Answered answer = redo("{\"documentIds\":[\"%s\"],\"prompt\":\"the total\"}".formatted(open));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().get("accepted").get(0).get("run").asInt()).isEqualTo(2);
        assertThat(get(batch()).body().get("status").asString()).isEqualTo("processing");
        assertThat(get("/documents/" + open).body().get("prompt").asString()).isEqualTo("the total");
        delivered.apply(events.completed(open, 2, 1, SampleEvents.T0));
        assertThat(get(batch()).body().get("status").asString()).isEqualTo("completed");
        assertThat(get(batch()).body().get("revision").asInt()).isEqualTo(2);
        assertThat(eventsOf(events.batchId()))
                .containsExactly("batch.completed", "document.redo-requested", "batch.completed");
    }

    @Test
    void redoRefusesWhatCannotRunAgain() throws Exception {
        UUID unknown = UUID.randomUUID();
        Answered mixed = redo("{\"documentIds\":[\"%s\",\"%s\",\"%s\"]}".formatted(open, unknown, done));

        assertThat(mixed.status()).isEqualTo(202);
        assertThat(mixed.body().get("refused").get(0).get("code").asString()).isEqualTo("still_running");
        assertThat(mixed.body().get("refused").get(1).get("code").asString()).isEqualTo("not_found");
        assertThat(mixed.body().get("accepted")).hasSize(1);
        Answered none = redo("{\"documentIds\":[\"%s\"]}".formatted(open));
        assertThat(none.status()).isEqualTo(409);
        assertThat(none.body().get("code").asString()).isEqualTo("still_running");
        UUID rejected = UUID.randomUUID();
        delivered.apply(events.rejected(rejected, 2));
        assertThat(redo("{\"documentIds\":[\"%s\"]}".formatted(rejected))
                        .body()
                        .get("code")
                        .asString())
                .isEqualTo("no_file");
        assertThat(redo("{\"documentIds\":[]}").status()).isEqualTo(422);
        assertThat(redo("{\"documentIds\":[\"%s\"],\"documentType\":\"poem\"}".formatted(done))
                        .body()
                        .get("code")
                        .asString())
                .isEqualTo("unknown_document_type");
    }

    @Test
    void redoIsDoneOncePerIdempotencyKey() throws Exception {
        String body = "{\"documentIds\":[\"%s\"]}".formatted(done);
        String key = UUID.randomUUID().toString();

        Answered first = call("POST", "/documents/redo", "alice", body, "Idempotency-Key", key);
        Answered again = call("POST", "/documents/redo", "alice", body, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(202);
        assertThat(again).isEqualTo(first);
        assertThat(get("/documents/" + done).body().get("run").asInt()).isEqualTo(2);
    }

    @Test
    void deletedDocumentLeavesTheCounts() throws Exception {
        assertThat(call("DELETE", "/documents/" + open, "alice", null).status()).isEqualTo(202);

        assertThat(get("/documents/" + open).status()).isEqualTo(404);
        assertThat(get(batch()).body().get("documentCount").asInt()).isEqualTo(1);
        assertThat(get(batch()).body().get("status").asString()).isEqualTo("completed");
        delivered.apply(events.completed(open, 1, 1, SampleEvents.T0)); // late: absorbed
        assertThat(get("/documents/" + open).status()).isEqualTo(404);
        assertThat(call("DELETE", "/documents/" + open, "alice", null).status()).isEqualTo(202);
        assertThat(eventsOf(events.batchId())).containsExactly("document.deleted", "batch.completed");
    }

    @Test
    void deletedBatchIsGoneForGood() throws Exception {
        assertThat(call("DELETE", batch(), "alice", null).status()).isEqualTo(202);

        assertThat(get(batch() + "/documents").status()).isEqualTo(404);
        assertThat(get("/documents/" + done).status()).isEqualTo(404);
        assertThat(get("/batches?limit=100").body().get("items"))
                .noneMatch(batch ->
                        batch.get("id").asString().equals(events.batchId().toString()));
        assertThat(call("DELETE", batch(), "alice", null).status()).isEqualTo(202);
        assertThat(call("POST", batch() + "/cancel", "alice", null).status()).isEqualTo(404);
        assertThat(eventsOf(events.batchId())).containsExactly("document.deleted", "document.deleted", "batch.deleted");
    }

    /** In the orchestrator's own dead letters: other services delete theirs with the event. */
    @Test
    void deletedDocumentLeavesNoDeadLetter() throws Exception {
        for (UUID document : List.of(done, open)) {
            asSuperuser("""
                    insert into dead_letters (consumer, topic, partition, record_offset, record_time, headers, kind, reason,
                                              user_id, batch_id, document_id)
                    values ('c', 't', 0, %d, now(), '{}', 'not_applied', 'r', 'alice', '%s', '%s')
                    """.formatted(document.getMostSignificantBits() >>> 1, events.batchId(), document));
        }

        call("DELETE", "/documents/" + done, "alice", null);
        assertThat(deadLetters()).containsExactly(open.toString());

        call("DELETE", batch(), "alice", null);
        assertThat(deadLetters()).isEmpty();
    }

    private List<String> deadLetters() throws Exception {
        return asSuperuser("select document_id from dead_letters where batch_id = '" + events.batchId() + "'");
    }

    @Test
    void tombstonesAreDeletedWhenNoEventCanArrive() throws Exception {
        call("DELETE", batch(), "alice", null);
        deleteTombstones.portion(500).block();
        assertThat(rows()).isEqualTo(3);

        tenancy.statementAsService(sql.sql("update extraction_batches set deleted_at = now() - interval '31 days'"
                                + " where deleted_at is not null")
                        .then())
                .block();
        deleteTombstones.portion(500).repeat().takeUntil(more -> more == 0).blockLast();

        assertThat(rows()).isZero();
    }

    /** Of the batch and its documents. */
    private long rows() {
        return tenancy.statementAsService(sql.sql("""
                                select (select count(*) from extraction_batches where id = :id)
                                       + (select count(*) from batch_documents where batch_id = :id)
                                """)
                        .bind("id", events.batchId())
                        .mapValue(Long.class)
                        .one())
                .block();
    }

    @Test
    void foreignIdsAreNotFound() throws Exception {
        String ids = "{\"documentIds\":[\"%s\"]}".formatted(done);

        assertThat(call("PATCH", batch(), "mallory", "{\"name\":\"mine\"}").status())
                .isEqualTo(404);
        assertThat(call("POST", batch() + "/cancel", "mallory", null).status()).isEqualTo(404);
        assertThat(call("DELETE", batch(), "mallory", null).status()).isEqualTo(404);
        assertThat(call("DELETE", "/documents/" + done, "mallory", null).status())
                .isEqualTo(404);
        assertThat(call("POST", "/documents/redo", "mallory", ids).status()).isEqualTo(404);
        assertThat(call("POST", "/documents/delete", "mallory", ids).status()).isEqualTo(404);
        assertThat(eventsOf(events.batchId())).isEmpty();
        assertThat(get("/documents/" + done).body().get("run").asInt()).isEqualTo(1);
    }

    private Answered redo(String body) throws Exception {
        return call("POST", "/documents/redo", "alice", body);
    }

    private Answered get(String path) throws Exception {
        return call("GET", path, "alice", null);
    }

    private String batch() {
        return "/batches/" + events.batchId();
    }
}
