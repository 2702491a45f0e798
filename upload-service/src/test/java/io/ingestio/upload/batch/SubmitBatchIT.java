package io.ingestio.upload.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.testkit.SampleFiles;
import io.ingestio.upload.RunningUpload;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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

    @Test
    void everyFileIsNamedByItsPosition() {
        Answered answer = submit(
                Map.of("promptStrategy", "auto"),
                new File("../../etc/a.pdf", SampleFiles.text()),
                new File("CON.pdf", SampleFiles.pdf(1)),
                new File("x".repeat(4096) + ".pdf", SampleFiles.pdf(2)));

        assertThat(answer.body().at("/rejected/0/position").asInt()).isZero();
        assertThat(answer.body().at("/rejected/0/filename").asString()).isEqualTo("a.pdf");
        assertThat(answer.body().at("/documents/0/position").asInt()).isEqualTo(1);
        assertThat(answer.body().at("/documents/0/filename").asString()).isEqualTo("_CON.pdf");
        assertThat(answer.body().at("/documents/1/position").asInt()).isEqualTo(2);
        assertThat(answer.body().at("/documents/1/filename").asString())
                .hasSize(255)
                .endsWith(".pdf");
    }

    @Test
    void warnsOfADamagedPdf() {
        Answered answer = submit(
                Map.of("promptStrategy", "auto"),
                new File("whole.pdf", SampleFiles.pdf(2)),
                new File("cut.pdf", SampleFiles.cutOff(SampleFiles.pdf(3))));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().at("/documents/1/pages").asInt()).isEqualTo(3);
        JsonNode warnings = answer.body().path("warnings");
        assertThat(warnings.size()).isEqualTo(1);
        assertThat(warnings.at("/0/code").asString()).isEqualTo("damaged_file");
        assertThat(warnings.at("/0/documentId")).isEqualTo(answer.body().at("/documents/1/id"));
        assertThat(warnings.at("/0/detail").asString())
                .isEqualTo("cut.pdf is damaged: only 3 pages could be found in it.");
    }

    @Test
    void warnsOfTheSameContent() {
        user = "twin-" + UUID.randomUUID();
        byte[] content = SampleFiles.pdf(3);
        Answered first = submit(Map.of("promptStrategy", "auto"), new File("first.pdf", content));
        Answered second = submit(
                Map.of("promptStrategy", "auto"),
                new File("again.pdf", content),
                new File("new.png", SampleFiles.png()),
                new File("new-too.png", SampleFiles.png()));

        assertThat(first.body().path("warnings").size()).isZero();
        assertThat(second.status()).isEqualTo(201);
        JsonNode warnings = second.body().path("warnings");
        assertThat(warnings.size()).isEqualTo(2);
        assertThat(warnings.at("/0/code").asString()).isEqualTo("duplicate_file");
        assertThat(warnings.at("/0/documentId")).isEqualTo(second.body().at("/documents/0/id"));
        assertThat(warnings.at("/0/twinDocumentId")).isEqualTo(first.body().at("/documents/0/id"));
        assertThat(warnings.at("/0/twinFilename").asString()).isEqualTo("first.pdf");
        assertThat(warnings.at("/0/twinBatchId")).isEqualTo(first.body().at("/id"));
        assertThat(warnings.at("/1/documentId")).isEqualTo(second.body().at("/documents/2/id"));
        assertThat(warnings.at("/1/twinDocumentId")).isEqualTo(second.body().at("/documents/1/id"));
        user = "other-" + UUID.randomUUID();
        assertThat(submit(Map.of("promptStrategy", "auto"), new File("first.pdf", content))
                        .body()
                        .path("warnings")
                        .size())
                .isZero();
    }

    @Test
    void saysWhichDocumentsDoNotFitTheQuota() {
        USAGE.leavesPages(4);
        Answered answer = submit(
                Map.of("promptStrategy", "auto"),
                new File("three.pdf", SampleFiles.pdf(3)),
                new File("two.pdf", SampleFiles.pdf(2)),
                new File("one.pdf", SampleFiles.pdf(1)));

        assertThat(answer.body().path("totalPages").asInt()).isEqualTo(6);
        assertThat(answer.body().path("pagesLeft").asInt()).isZero();
        assertThat(answer.body().path("beyondQuota").size()).isEqualTo(1);
        assertThat(answer.body().at("/beyondQuota/0")).isEqualTo(answer.body().at("/documents/1/id"));
    }
}
