package io.ingestio.upload.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.testkit.SampleFiles;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** POST /api/v1/batches with good and bad files: what is answered, and what is stored. */
class SubmitBatchIT extends RunningUpload {

    @Test
    void acceptsGoodFilesAndReportsEachBadOne() {
        Answered answer = submit(
                Map.of("promptStrategy", "auto", "batchName", "mixed"),
                new File("three.pdf", SampleFiles.pdf(3)),
                new File("empty.pdf", new byte[0]),
                new File("text.pdf", SampleFiles.text()),
                new File("secret.pdf", SampleFiles.encryptedPdf()),
                new File("nothing.pdf", SampleFiles.pdf(0)),
                new File("huge.pdf", TOO_LARGE),
                new File("photo.pdf", SampleFiles.png()),
                new File("three.pdf", SampleFiles.pdf(1)));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers().get("Location"))
                .isEqualTo("/api/v1/batches/" + answer.body().path("id").asString());
        assertThat(answer.body().path("status").asString()).isEqualTo("queued");
        assertThat(answer.rejectedCodes())
                .containsExactly(
                        "empty_file", "unsupported_file_type", "encrypted_pdf", "pdf_without_pages", "file_too_large");
        assertThat(answer.body().path("rejected").path(0).path("filename").asString())
                .isEqualTo("empty.pdf");
        assertThat(answer.body().path("rejected").path(0).path("detail").asString())
                .isNotBlank();
        assertThat(answer.body()
                        .path("documents")
                        .valueStream()
                        .map(file -> file.path("mimeType").asString()))
                .containsExactly("application/pdf", "image/png", "application/pdf");
        assertThat(answer.body().path("totalPages").asInt()).isEqualTo(5);
        assertThat(eventTypesOf(answer.body().path("id").asString()))
                .startsWith("batch.created")
                .hasSize(10)
                .containsOnlyOnce("batch.created", "analytics.batch-created")
                .filteredOn("document.rejected"::equals)
                .hasSize(5);
        assertThat(count(analytics(answer, "mixed", 3, 5))).isEqualTo(1);
    }

    @Test
    void batchWithoutNameIsUntitledForAnalytics() {
        Answered answer = submit(Map.of("promptStrategy", "auto"), new File("a.pdf", SampleFiles.pdf(2)));

        assertThat(count(analytics(answer, "Untitled Batch", 1, 2))).isEqualTo(1);
    }

    private static String analytics(Answered answer, String name, int files, int pages) {
        return """
                select count(*) from outbox
                where key = '%s' and type = 'analytics.batch-created' and body::json ->> 'batchName' = '%s'
                  and body::json ->> 'fileCount' = '%d' and body::json ->> 'totalPages' = '%d'
                """.formatted(answer.body().path("id").asString(), name, files, pages);
    }

    @Test
    void storesBatchOfRejectedFilesAsFailed() {
        Answered answer = submit(
                Map.of("promptStrategy", "auto"), new File("a.pdf", SampleFiles.text()), new File("b", TOO_LARGE));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("all_files_rejected");
        assertThat(answer.rejectedCodes()).containsExactly("unsupported_file_type", "file_too_large");
        assertThat(eventTypesOf(answer.body().path("batchId").asString()))
                .containsExactly("batch.created", "document.rejected", "document.rejected");
    }

    @Test
    void answers413WhenOnlySizesAreWrong() {
        Answered answer = submit(Map.of("promptStrategy", "auto"), new File("a.pdf", TOO_LARGE));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("file_too_large");
    }

    @Test
    void rejectsFileAboveThePlansLimit() {
        byte[] large = SampleFiles.pdf(3);
        byte[] small = SampleFiles.pdf(1);
        USAGE.admitsFilesOf(small.length);
        Answered answer =
                submit(Map.of("promptStrategy", "auto"), new File("large.pdf", large), new File("small.pdf", small));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.rejectedCodes()).containsExactly("file_too_large");
        assertThat(answer.body().at("/rejected/0/filename").asString()).isEqualTo("large.pdf");
        assertThat(answer.body().at("/rejected/0/detail").asString()).contains(small.length + " bytes");
        assertThat(submit(Map.of("promptStrategy", "auto"), new File("large.pdf", large))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void replaysSameKeyAndRejectsDifferentBody() {
        String key = UUID.randomUUID().toString();
        File file = new File("a.pdf", SampleFiles.pdf(1));
        Answered first = submit(key, Map.of("promptStrategy", "auto"), file);
        Answered again = submit(key, Map.of("promptStrategy", "auto"), file);
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().get("Location")).isEqualTo(first.headers().get("Location"));
        Answered other = submit(key, Map.of("promptStrategy", "auto", "batchName", "other"), file);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency_mismatch");
        assertThat(count("select count(*) from batches where id = '"
                        + first.body().path("id").asString() + "'"))
                .isEqualTo(1);
    }

    @Test
    void freesTheKeyOfARefusedRequest() {
        String key = UUID.randomUUID().toString();
        File file = new File("a.pdf", SampleFiles.pdf(1));
        USAGE.refuses("quota_exhausted");
        assertThat(submit(key, Map.of("promptStrategy", "auto"), file).status()).isEqualTo(402);
        USAGE.admits();
        assertThat(submit(key, Map.of("promptStrategy", "auto"), file).status()).isEqualTo(201);
    }

    @Test
    void hidesRowsOfOtherUsers() {
        Answered answer = submit(Map.of("promptStrategy", "auto"), new File("a.pdf", SampleFiles.pdf(1)));
        String id = answer.body().path("id").asString();
        assertThat(countAs("alice", "select count(*) from documents where batch_id = '" + id + "'"))
                .isEqualTo(1);
        assertThat(countAs("mallory", "select count(*) from documents where batch_id = '" + id + "'"))
                .isZero();
        assertThat(sql.sql("select count(*) from documents")
                        .map(row -> row.get(0, Long.class))
                        .one()
                        .block())
                .isZero();
    }
}
