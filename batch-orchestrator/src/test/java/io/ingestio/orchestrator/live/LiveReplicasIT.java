package io.ingestio.orchestrator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.orchestrator.OrchestratorApplication;
import io.ingestio.orchestrator.RunningOrchestrator;
import io.ingestio.orchestrator.batch.Delivered;
import io.ingestio.testkit.EventStream;
import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.SampleEvents;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.annotation.Import;

/** Live streams of another process on the same database, and its start. */
@Import(Delivered.class)
class LiveReplicasIT extends RunningOrchestrator {

    @Autowired
    Delivered delivered;

    private final SampleEvents events = new SampleEvents(UUID.randomUUID(), "replica-" + UUID.randomUUID());
    private final UUID document = UUID.randomUUID();

    /** A restored dump carries the numbers of another database; the trigger is made after the rows. */
    @Test
    void rowsOfARestoredDatabaseAreAdopted() throws Exception {
        delivered.apply(events.created(1), events.uploaded(document, 0));
        String far = "update %s set changed = 4000000000000000 where %s = '" + events.batchId() + "'";
        for (String table : List.of("extraction_batches", "batch_documents")) {
            asSuperuser("alter table " + table + " disable trigger mark_changed");
            asSuperuser(far.formatted(table, table.equals("batch_documents") ? "batch_id" : "id"));
            asSuperuser("alter table " + table + " enable trigger mark_changed");
        }

        try (var replica = replica()) {
            await().until(() -> asSuperuser("""
                            select count(*) from (select changed from extraction_batches union all
                                                  select changed from batch_documents) rows
                            where changed >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
                            """).equals(List.of("0")));
        }
    }

    @Test
    void aReplicaSendsWhatAnotherCommits() throws Exception {
        delivered.apply(events.created(1), events.uploaded(document, 0));
        try (var replica = replica();
                EventStream stream = EventStream.open(
                        URI.create("http://127.0.0.1:" + replica.getWebServer().getPort() + "/api/v1/batches/"
                                + events.batchId() + "/events"),
                        RealParts.keys().token(events.userId(), Set.of()),
                        null)) {
            stream.next();
            stream.next();

            delivered.apply(events.completed(document, 1, 1, SampleEvents.T0));

            assertThat(stream.changes().get("batches").get(0).get("status").asString())
                    .isEqualTo("completed");

            replica.close();
            assertThat(stream.next()).as("a stream ends when its process stops").isEmpty();
        }
    }

    private static ReactiveWebServerApplicationContext replica() {
        Map<String, Object> properties = new HashMap<>(RealParts.properties());
        properties.put("spring.config.name", "batch-orchestrator");
        properties.put("ingestio.outbox.enabled", "false");
        properties.put("server.port", "0");
        return (ReactiveWebServerApplicationContext) new SpringApplicationBuilder(OrchestratorApplication.class)
                .run(properties.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new));
    }
}
