package io.ingestio.export.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.Topic;
import io.ingestio.export.RunningExports;
import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.format.ExportType;
import io.ingestio.export.selection.WantedExport;
import io.ingestio.objectstore.ObjectMissing;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.invariants.PublishedEvents;
import io.ingestio.testkit.invariants.PublishedEvents.Published;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** When exports are built, and how they end when a builder dies or loses its lease. */
class RunExportsIT extends RunningExports {

    @Autowired
    ObjectStore store;

    @Autowired
    RunExports runExports;

    @Autowired
    DeleteOldExports deleteOldExports;

    @Autowired
    MeterRegistry meters;

    @Test
    void waitsForAllDataOfAnEndedBatch() throws Exception {
        publish(completed(bolts, 1, "bolts.pdf", invoice("1", "bolt")), ended(2, 2));
        await().atMost(PATIENCE)
                .until(() -> get("/documents/" + bolts + "/data").statusCode() == 200);
        String id = create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch));

        publish(completed(nuts, 1, "nuts.pdf", invoice("2", "nut")));

        JsonNode export = completedExport(id);
        assertThat(export.get("rows").asInt()).isEqualTo(2);
        assertThat(export.at("/manifest/note").isNull()).isTrue();
    }

    @Test
    void exportsAvailableDataOfARunningBatch() throws Exception {
        publish(completed(bolts, 1, "bolts.pdf", invoice("1", "bolt")));
        await().atMost(PATIENCE)
                .until(() -> get("/documents/" + bolts + "/data").statusCode() == 200);

        JsonNode export = completedExport(create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch)));

        assertThat(export.get("rows").asInt()).isEqualTo(1);
        assertThat(export.at("/manifest/note").asString()).contains("had not ended");
    }

    @Test
    void publishesTheEndOfAnExportOnce() throws Exception {
        twoInvoicesAndAFailure();
        String id = create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch));
        completedExport(id);

        runExports.run(jobWithLease(id, 9)); // which has lost its lease

        await().atMost(PATIENCE).until(() -> !eventsOf(id).isEmpty());
        assertThat(eventsOf(id)).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("export.completed");
            assertThat(JSON.readTree(event.body()).path("rows").asInt()).isEqualTo(2);
            assertThat(JSON.readTree(event.body()).path("userId").asString()).isEqualTo(user);
        });
    }

    private static List<Published> eventsOf(String id) {
        return PublishedEvents.on(RealParts.kafka().bootstrap(), Topic.EXPORT).stream()
                .filter(event -> event.key().equals(id))
                .toList();
    }

    @Test
    void rebuildsTheExportOfADeadBuilder() throws Exception {
        twoInvoicesAndAFailure();
        String id = create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch));
        completedExport(id);
        String whole = get("/exports/" + id + "/file").body();

        // The state after kill -9: claimed, a file of this lease in the store, and a lease that expires.
        store.put(fileKey(id, 1), Files.writeString(Files.createTempFile("half", ".csv"), "half of"), "text/csv")
                .block(PATIENCE);
        asBeforeTheEnd(id, "1 s");
        assertThat(get("/exports/" + id + "/file").statusCode()).isEqualTo(409);

        assertThat(completedExport(id).get("rows").asInt()).isEqualTo(2);
        assertThat(get("/exports/" + id + "/file").body()).isEqualTo(whole);
    }

    @Test
    void failsExportWhoseBuildersKeepDying() throws Exception {
        twoInvoicesAndAFailure();
        String id = create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch));
        completedExport(id);

        sql("update export.exports set status = 'processing', attempt = 10, lease_until = now() where id = ?", id);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(JSON.readTree(get("/exports/" + id).body())
                                        .get("errorCode")
                                        .asString(""))
                                .isEqualTo("crash_loop"));
    }

    @Test
    void dropsFileWhenTheLeaseIsLost() throws Exception {
        twoInvoicesAndAFailure();
        String id = create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch));
        completedExport(id);
        String whole = get("/exports/" + id + "/file").body();
        double completedBefore = built("completed");
        double lostBefore = built("lease_lost");

        boolean ended = runExports.run(jobWithLease(id, 9));

        assertThat(ended).isFalse();
        assertThat(built("completed")).isEqualTo(completedBefore);
        assertThat(built("lease_lost")).isEqualTo(lostBefore + 1);
        assertThat(exists(fileKey(id, 9))).isFalse();
        assertThat(get("/exports/" + id + "/file").body()).isEqualTo(whole);
    }

    @Test
    void deletesFilesOfDeadBuildersAtTheEnd() throws Exception {
        twoInvoicesAndAFailure();
        String id = create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch));
        completedExport(id);

        asBeforeTheEnd(id, "0 s");

        await().atMost(PATIENCE).until(() -> exists(fileKey(id, 2)));
        completedExport(id);
        await().atMost(PATIENCE).until(() -> !exists(fileKey(id, 1)));
    }

    @Test
    void deletesOldExportsWithTheirFiles() throws Exception {
        twoInvoicesAndAFailure();
        String old = create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch));
        String recent = create("{\"batchId\":\"%s\",\"format\":\"json\"}".formatted(batch));
        completedExport(old);
        completedExport(recent);
        sql("update export.exports set completed_at = now() - interval '31 days' where id = ?", old);

        deleteOldExports.portion(500).block(PATIENCE);

        assertThat(get("/exports/" + old).statusCode()).isEqualTo(404);
        assertThat(exists(fileKey(old, 1))).isFalse();
        assertThat(get("/exports/" + recent + "/file").statusCode()).isEqualTo(200);
    }

    private ExportJob jobWithLease(String id, int epoch) {
        return new ExportJob(
                UUID.fromString(id),
                user,
                WantedExport.stored(batch, null, null, ExportFormat.CSV, ExportType.NORMAL, null, null),
                "exports/" + user + "/" + id + ".csv",
                1,
                epoch);
    }

    private double built(String outcome) {
        return meters.counter("ingestio.exports.built", "outcome", outcome).count();
    }

    private boolean exists(String key) {
        return Boolean.TRUE.equals(store.info(key)
                .hasElement()
                .onErrorReturn(ObjectMissing.class, false)
                .block(PATIENCE));
    }

    private String fileKey(String id, int epoch) {
        return "exports/" + user + "/" + id + "-" + epoch + ".csv";
    }

    /** The row of an export whose builder died: claimed, with a lease that expires after this time. */
    private static void asBeforeTheEnd(String id, String lease) throws SQLException {
        sql(
                "update export.exports set status = 'processing', completed_at = null, lease_until = now() + interval '"
                        + lease + "', object_key = replace(object_key, '-1.csv', '.csv') where id = ?",
                id);
    }

    private static void sql(String statement, String id) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setObject(1, UUID.fromString(id));
            prepared.executeUpdate();
        }
    }
}
