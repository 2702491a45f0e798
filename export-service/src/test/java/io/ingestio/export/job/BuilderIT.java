package io.ingestio.export.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.export.RunningExports;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.testkit.RealParts;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** When exports are built, and what becomes of those whose builder died. */
class BuilderIT extends RunningExports {

    @Autowired
    ObjectStore store;

    @Test
    void waitsForTheLastDocumentOfABatchThatHasEnded() throws Exception {
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
    void exportsWhatIsThereOfABatchThatIsStillRunning() throws Exception {
        publish(completed(bolts, 1, "bolts.pdf", invoice("1", "bolt")));
        await().atMost(PATIENCE)
                .until(() -> get("/documents/" + bolts + "/data").statusCode() == 200);

        JsonNode export = completedExport(create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch)));

        assertThat(export.get("rows").asInt()).isEqualTo(1);
        assertThat(export.at("/manifest/note").asString()).contains("had not ended");
    }

    @Test
    void buildsAgainWhatABuilderThatDiedLeftBehind() throws Exception {
        twoInvoicesAndAFailure();
        String id = create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch));
        completedExport(id);
        String whole = get("/exports/" + id + "/file").body();

        // As a kill -9 leaves it: claimed, half of another file under the same key, and a lease that runs out.
        store.put(objectKey(id), Files.writeString(Files.createTempFile("half", ".csv"), "half of"), "text/csv")
                .block(PATIENCE);
        sql(
                "update export.exports set status = 'processing', completed_at = null, lease_until = now() + interval '1 s'"
                        + " where id = ?",
                id);
        assertThat(get("/exports/" + id + "/file").statusCode()).isEqualTo(409);

        assertThat(completedExport(id).get("rows").asInt()).isEqualTo(2);
        assertThat(get("/exports/" + id + "/file").body()).isEqualTo(whole);
    }

    @Test
    void givesUpAnExportWhoseBuildersKeepDying() throws Exception {
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

    private String objectKey(String id) {
        return "exports/" + user + "/" + id + ".csv";
    }

    private static void sql(String statement, String id) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setObject(1, UUID.fromString(id));
            prepared.executeUpdate();
        }
    }
}
