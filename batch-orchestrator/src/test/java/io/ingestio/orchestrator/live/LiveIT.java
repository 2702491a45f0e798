package io.ingestio.orchestrator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.orchestrator.RunningOrchestrator;
import io.ingestio.orchestrator.batch.Delivered;
import io.ingestio.testkit.EventStream;
import io.ingestio.testkit.EventStream.Received;
import io.ingestio.testkit.SampleEvents;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Live streams over HTTP. */
@Import(Delivered.class)
@TestPropertySource(properties = "ingestio.live.user-streams=3")
class LiveIT extends RunningOrchestrator {

    @Autowired
    Delivered delivered;

    @Autowired
    MeterRegistry meters;

    private final SampleEvents events = new SampleEvents(UUID.randomUUID(), "live-" + UUID.randomUUID());
    private final UUID document = UUID.randomUUID();

    @Test
    void beginsWithAllRowsOfTheBatch() throws Exception {
        delivered.apply(events.created(1), events.uploaded(document, 0));

        try (EventStream stream = batch(null)) {
            assertThat(stream.next().orElseThrow().data().get("resumed").asBoolean())
                    .isFalse();
            JsonNode rows = stream.changes();
            assertThat(rows.get("batches").get(0).get("status").asString()).isEqualTo("queued");
            assertThat(rows.get("documents").get(0).get("id").asString()).isEqualTo(document.toString());
        }
    }

    @Test
    void sendsWhatChanges() throws Exception {
        delivered.apply(events.created(1), events.uploaded(document, 0));
        try (EventStream stream = batch(null)) {
            stream.next();
            Received first = stream.next().orElseThrow();

            delivered.apply(events.completed(document, 1, 1, SampleEvents.T0));

            Received second = stream.next().orElseThrow();
            assertThat(second.type()).isEqualTo("changes");
            assertThat(second.data().get("batches").get(0).get("status").asString())
                    .isEqualTo("completed");
            assertThat(second.data().get("documents").get(0).get("status").asString())
                    .isEqualTo("completed");
            assertThat(Long.parseLong(second.id())).isGreaterThanOrEqualTo(Long.parseLong(first.id()));
        }
    }

    @Test
    void resumesWithWhatCommittedLate() throws Exception {
        UUID late = UUID.randomUUID();
        delivered.apply(events.created(2), events.uploaded(document, 0), events.uploaded(late, 1));
        // A transaction that began before the event that the client saw, and commits after the client has gone.
        Mono<Void> before = sql.sql("update batch_documents set filename = 'late.pdf' where id = :id")
                .bind("id", late)
                .then();
        String seen = tenancy.asService(before.then(Mono.fromCallable(() -> {
                            try (EventStream stream = batch(null)) {
                                stream.next();
                                stream.next();
                                sqlInOwnTransaction(
                                        "update batch_documents set filename = 'early.pdf' where id = :id", document);
                                callListeners();
                                stream.changes();
                                return stream.lastEventId();
                            }
                        })
                        .subscribeOn(Schedulers.boundedElastic())))
                .block();

        try (EventStream stream = batch(seen)) {
            assertThat(stream.next().orElseThrow().data().get("resumed").asBoolean())
                    .isTrue();
            callListeners();
            List<String> names = new ArrayList<>();
            while (!names.contains("late.pdf")) {
                stream.changes()
                        .get("documents")
                        .forEach(row -> names.add(row.get("filename").asString()));
            }
        }
    }

    private void sqlInOwnTransaction(String statement, UUID id) {
        Thread writer = Thread.ofVirtual()
                .start(() -> tenancy.asService(sql.sql(statement).bind("id", id).then())
                        .block());
        try {
            writer.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes the batch row, as each change of a document does. */
    private void callListeners() {
        sqlInOwnTransaction("update extraction_batches set name = name where id = :id", events.batchId());
    }

    @Test
    void anUnknownIdBeginsAnew() throws Exception {
        delivered.apply(events.created(1), events.uploaded(document, 0));

        for (String unknown : List.of("9223372036854775807", "no number", "-7")) {
            try (EventStream stream = batch(unknown)) {
                assertThat(stream.next().orElseThrow().data().get("resumed").asBoolean())
                        .isFalse();
                assertThat(stream.changes().get("documents")).hasSize(1);
            }
        }
    }

    @Test
    void namesDeletedDocumentsAndEnds() throws Exception {
        UUID other = UUID.randomUUID();
        delivered.apply(events.created(2), events.uploaded(document, 0), events.uploaded(other, 1));
        delivered.apply(
                events.completed(document, 1, 1, SampleEvents.T0), events.completed(other, 1, 1, SampleEvents.T0));
        try (EventStream stream = batch(null)) {
            stream.next();
            stream.next();

            assertThat(call("DELETE", "/documents/" + document, events.userId(), null)
                            .status())
                    .isEqualTo(202);
            JsonNode rows = stream.changes();
            assertThat(rows.get("deleted").get("documents").get(0).asString()).isEqualTo(document.toString());
            while (rows.get("batches").isEmpty()) { // read before the commit, and again after it
                rows = stream.changes();
            }
            assertThat(rows.get("batches").get(0).get("documentCount").asInt()).isEqualTo(1);

            call("DELETE", "/batches/" + events.batchId(), events.userId(), null);
            List<String> deleted = new ArrayList<>();
            for (var event = stream.next(); event.isPresent(); event = stream.next()) {
                event.get().data().get("deleted").get("batches").forEach(id -> deleted.add(id.asString()));
            }
            assertThat(deleted).containsExactly(events.batchId().toString());
        }
    }

    @Test
    void userStreamHasTheUsersBatchesOnly() throws Exception {
        var foreign = new SampleEvents(UUID.randomUUID(), "foreign-" + UUID.randomUUID());
        try (EventStream stream = listen("/events", events.userId(), null)) {
            stream.next();

            delivered.apply(foreign.created(1), foreign.uploaded(UUID.randomUUID(), 0));
            delivered.apply(events.created(1), events.uploaded(document, 0));

            JsonNode rows = stream.changes();
            assertThat(rows.get("batches")).hasSize(1);
            assertThat(rows.get("batches").get(0).get("id").asString())
                    .isEqualTo(events.batchId().toString());
            assertThat(rows.get("documents")).hasSize(1);
        }
    }

    @Test
    void longPromptsAreSentByTheirHeads() throws Exception {
        delivered.apply(events.created(1), events.uploaded(document, 0));
        sqlInOwnTransaction("update batch_documents set prompt = repeat('x', 20000) where id = :id", document);
        try (EventStream stream = batch(null)) {
            stream.next();
            assertThat(stream.changes().get("documents").get(0).get("prompt").asString())
                    .hasSize(200);
        }
    }

    @Test
    void aReadWaitsForABatchJustSubmitted() throws Exception {
        double before = listeners();
        var status = new CompletableFuture<Integer>();
        Thread.ofVirtual().start(() -> {
            try {
                status.complete(call("GET", "/batches/" + events.batchId(), events.userId(), null)
                        .status());
            } catch (IOException | InterruptedException e) {
                status.completeExceptionally(e);
            }
        });
        await().until(() -> listeners() > before);

        delivered.apply(events.created(1));

        assertThat(status.get(30, TimeUnit.SECONDS)).isEqualTo(200);
    }

    private double listeners() {
        return meters.get("ingestio.feed.listeners").gauge().value();
    }

    @Test
    void answers404ForUnknownAndForeignBatches() throws Exception {
        delivered.apply(events.created(1));

        try (EventStream foreign = listen("/batches/" + events.batchId() + "/events", "mallory", null);
                EventStream unknown = listen("/batches/" + UUID.randomUUID() + "/events", "alice", null)) {
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(unknown.status()).isEqualTo(404);
        }
    }

    @Test
    void refusesMoreStreamsThanAUserMayHave() throws Exception {
        try (EventStream first = listen("/events", events.userId(), null);
                EventStream second = listen("/events", events.userId(), null);
                EventStream third = listen("/events", events.userId(), null);
                EventStream fourth = listen("/events", events.userId(), null);
                EventStream another = listen("/events", "another-" + events.userId(), null)) {
            assertThat(List.of(first.status(), second.status(), third.status())).containsOnly(200);
            assertThat(fourth.status()).isEqualTo(429);
            assertThat(another.status()).isEqualTo(200);
        }
    }

    private EventStream batch(String lastEventId) throws Exception {
        return listen("/batches/" + events.batchId() + "/events", events.userId(), lastEventId);
    }
}
