package io.ingestio.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ingestio.launcher.client.ApiRefused;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.client.Submission;
import io.ingestio.launcher.client.view.BatchView;
import io.ingestio.launcher.client.view.DocumentView;
import io.ingestio.testkit.ModelReply;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user does with a batch, through the whole system: cancel, redo, delete. */
class ActsIT {

    /** Calls that were aborted by the cancellation, or whose record was deleted with the batch. */
    private static final int GONE_CALLS = 3 + 2;

    @TempDir
    static Path folder;

    private static Journey journey;

    @BeforeAll
    static void start() {
        journey = Journey.start(folder, options -> options);
    }

    @AfterAll
    static void stop() {
        journey.close();
    }

    @Test
    void cancelAbortsCallsAndReleasesPages() {
        IngestioClient carol = journey.user("carol", "plus");
        journey.model().onDocument("marker stuck-", ModelReply.hang());
        int others = journey.model().open();
        Submission submission = journey.submit(carol, "stuck", 3);
        await().until(() -> journey.model().open() == others + 3);

        carol.cancel(submission.id());

        BatchView batch = journey.awaitFinished(carol, submission.id());
        assertThat(batch.status()).isEqualTo("cancelled");
        assertThat(batch.cancelledCount()).isEqualTo(3);
        journey.assertInvariants(GONE_CALLS);
        assertThat(journey.count("select coalesce(sum(used), 0) from usage.accounts where user_id = 'carol'"))
                .isZero();
        journey.model().onDocument("marker stuck-", ModelReply.json("{\"data\":{\"total\":1}}"));
        redoAll(carol, submission);
        assertThat(journey.awaitFinished(carol, submission.id()).status()).isEqualTo("completed");
        journey.assertInvariants(GONE_CALLS);
    }

    @Test
    void redoIsANewRunWithItsOwnResult() {
        IngestioClient dave = journey.user("dave", "plus");
        Submission submission = journey.submit(dave, "again", 2);
        journey.assertCompleted(dave, submission.id(), 2);
        journey.awaitIdle();
        UUID first = submission.documents().getFirst().id();
        journey.model().onDocument("marker again-0.", ModelReply.json("{\"data\":{\"total\":99}}"));

        assertThat(dave.redo(List.of(first), "only the total", null).accepted())
                .singleElement()
                .satisfies(document -> assertThat(document.run()).isEqualTo(2));
        journey.assertCompleted(dave, submission.id(), 2);
        journey.awaitIdle();

        assertThat(dave.data(first).data().path("total").intValue()).isEqualTo(99);
        assertThat(journey.count("select count(*) from export.extracted_data where document_id = '" + first + "'"))
                .isEqualTo(2);
        assertThat(journey.count("select sum(used) from usage.accounts where user_id = 'dave'"))
                .isEqualTo(3);
        journey.assertInvariants(GONE_CALLS);
    }

    @Test
    void deletedBatchLeavesNothingButTheLedger() {
        IngestioClient erin = journey.user("erin", "plus");
        Submission submission = journey.submit(erin, "gone", 2);
        journey.assertCompleted(erin, submission.id(), 2);
        journey.awaitIdle();

        erin.deleteBatch(submission.id());

        assertThatThrownBy(() -> erin.batch(submission.id()))
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(404));
        String ofBatch = " where batch_id = '" + submission.id() + "'";
        await().until(() -> journey.count("select count(*) from upload.documents" + ofBatch) == 0);
        await().until(() -> journey.count("select count(*) from export.extracted_data" + ofBatch) == 0);
        await().until(() -> journey.count("""
                select count(*) from extraction.model_calls c join extraction.extraction_jobs j on j.id = c.job_id""" + ofBatch) == 0);
        journey.assertInvariants(GONE_CALLS);
        assertThat(journey.count("select sum(used) from usage.accounts where user_id = 'erin'"))
                .isEqualTo(2);
    }

    private static void redoAll(IngestioClient user, Submission submission) {
        List<UUID> ids =
                user.documents(submission.id()).stream().map(DocumentView::id).toList();
        assertThat(user.redo(ids, null, null).accepted()).hasSameSizeAs(ids);
    }
}
