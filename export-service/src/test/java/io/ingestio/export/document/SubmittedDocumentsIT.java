package io.ingestio.export.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.ExtractionEvent.ExtractionCancelled;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.OrchestrationEvent.DocumentDeleted;
import io.ingestio.export.RunningExports;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Events of a document in any order give one row. */
class SubmittedDocumentsIT extends RunningExports {

    @Test
    void placeMayComeAfterTheEndOfTheRun() {
        publish(failed(1, "model_output"));
        await().atMost(PATIENCE).until(() -> rows("code = 'model_output' and position is null") == 1);

        publish(submission().uploaded(failed, 7));

        await().atMost(PATIENCE)
                .until(() -> rows("code = 'model_output' and position = 7 and filename = 'file-7.pdf'") == 1);
    }

    @Test
    void latestRunThatFailedSaysWhy() {
        UUID marker = UUID.randomUUID();
        publish(
                failed(2, "model_timeout"),
                failed(1, "model_output"),
                new ExtractionCancelled(batch, marker, user, 1, Instant.now()));
        await().atMost(PATIENCE).until(() -> count(query(marker, "code = 'cancelled' and failed_run = 1")) == 1);

        assertThat(rows("code = 'model_timeout' and failed_run = 2")).isEqualTo(1);
    }

    @Test
    void nothingIsLeftOfADeletedDocument() {
        publish(submission().uploaded(failed, 0));
        await().atMost(PATIENCE).until(() -> rows("true") == 1);

        publish(new DocumentDeleted(batch, failed, user, 1, Instant.now()));

        await().atMost(PATIENCE).until(() -> rows("true") == 0);
    }

    private ExtractionFailed failed(int run, String code) {
        return new ExtractionFailed(batch, failed, user, run, code, "It failed.", Instant.now());
    }

    private long rows(String condition) {
        return count(query(failed, condition));
    }

    private static String query(UUID document, String condition) {
        return "select count(*) from submitted_documents where document_id = '%s' and %s"
                .formatted(document, condition);
    }
}
