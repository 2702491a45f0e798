package io.ingestio.export.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.OrchestrationEvent.BatchDeleted;
import io.ingestio.contracts.OrchestrationEvent.DocumentDeleted;
import io.ingestio.export.RunningExports;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeletedDocumentsIT extends RunningExports {

    @Test
    void dataAndExportsOfADocumentAreDeleted() throws Exception {
        twoInvoicesAndAFailure();
        String ofBatch = create("{\"batchId\":\"" + batch + "\",\"format\":\"csv\",\"type\":\"normal\"}");
        String ofOther = create("{\"documentIds\":[\"" + nuts + "\"],\"format\":\"csv\",\"type\":\"normal\"}");
        completedExport(ofBatch);
        completedExport(ofOther);

        publish(deleted(bolts));

        await().atMost(PATIENCE).until(() -> get("/exports/" + ofBatch).statusCode() == 404);
        assertThat(get("/documents/" + bolts + "/data").statusCode()).isEqualTo(404);
        assertThat(get("/documents/" + nuts + "/data").statusCode()).isEqualTo(200);
        assertThat(get("/exports/" + ofOther + "/file").statusCode()).isEqualTo(200);
    }

    @Test
    void laterExportOfTheBatchStays() throws Exception {
        twoInvoicesAndAFailure();
        publish(deleted(bolts));
        await().atMost(PATIENCE)
                .until(() ->
                        count("select count(*) from deleted_documents where document_id = '%s'".formatted(bolts)) == 1);
        String export = create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch));
        completedExport(export);

        run("update deleted_documents set next_pass_at = now(), deleted_at = deleted_at - interval '3 minutes'"
                + " where document_id = '%s'".formatted(bolts));

        await().atMost(PATIENCE)
                .until(() -> count(
                                "select count(*) from deleted_documents where document_id = '%s' and next_pass_at = 'infinity'"
                                        .formatted(bolts))
                        == 1);
        assertThat(get("/exports/" + export + "/file").body()).contains("nuts").doesNotContain(bolts.toString());
    }

    @Test
    void lateDataOfADeletedDocumentAreNotAdded() throws Exception {
        UUID marker = UUID.randomUUID();
        publish(deleted(bolts));
        await().atMost(PATIENCE)
                .until(() ->
                        count("select count(*) from deleted_documents where document_id = '%s'".formatted(bolts)) == 1);

        publish(
                completed(bolts, 1, "late.pdf", invoice("1", "bolt")),
                completed(marker, 1, "m.pdf", invoice("2", "nut")));

        await().atMost(PATIENCE)
                .until(() -> get("/documents/" + marker + "/data").statusCode() == 200);
        assertThat(get("/documents/" + bolts + "/data").statusCode()).isEqualTo(404);
    }

    @Test
    void deletedBatchHasNoEnd() throws Exception {
        twoInvoicesAndAFailure();
        await().atMost(PATIENCE).until(() -> ends() == 1);

        publish(deleted(bolts), deleted(nuts), new BatchDeleted(batch, user, Instant.now()));

        await().atMost(PATIENCE).until(() -> ends() == 0);
        assertThat(get("/documents/" + nuts + "/data").statusCode()).isEqualTo(404);
    }

    private long ends() {
        return count("select count(*) from batch_ends where batch_id = '%s'".formatted(batch));
    }

    private DocumentDeleted deleted(UUID document) {
        return new DocumentDeleted(batch, document, user, 1, Instant.now());
    }
}
