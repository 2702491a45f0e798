package io.ingestio.upload.receive;

import static io.ingestio.upload.receive.RawHttp.end;
import static io.ingestio.upload.receive.RawHttp.field;
import static io.ingestio.upload.receive.RawHttp.fileHead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.SampleFiles;
import io.ingestio.upload.RunningUpload;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Usage is asked before a byte of a file is received, and a submission counts once. */
class AdmissionFirstIT extends RunningUpload {

    private final File good = new File("a.pdf", SampleFiles.pdf(1));

    @Test
    void refusesBeforeAnyByteIsSent() throws IOException {
        USAGE.refuses("tier_not_eligible");
        try (var http = new RawHttp(port)) {
            http.submission(RealParts.keys().token("starter", Set.of()), "Content-Length: 5000000");

            assertThat(http.answer()).startsWith("HTTP/1.1 403").contains("tier_not_eligible");
        }
        assertThat(USAGE.admissions()).isZero();
    }

    @Test
    void refusedSenderOfALargeFileSeesTheAnswer() {
        USAGE.refuses("quota_exhausted");

        Answered answer = submit(Map.of("promptStrategy", "auto"), new File("large.pdf", new byte[5_000_000]));

        assertThat(answer.status()).isEqualTo(402);
    }

    /** What is left of the body would otherwise stand before the next request. */
    @Test
    void refusalBeforeTheBodyEndsTheConnection() throws IOException {
        USAGE.refuses("tier_not_eligible");
        try (var http = new RawHttp(port)) {
            http.submission(RealParts.keys().token("starter", Set.of()), "Content-Length: 5000000")
                    .send(fileHead("files", "a.pdf"));

            assertThat(http.answer()).contains("tier_not_eligible").containsIgnoringCase("connection: close");
            assertThat(http.send(new byte[1000]).answer()).isEmpty(); // dropped
        }
    }

    @Test
    void admittedSubmissionCountsOnce() {
        assertThat(submit(Map.of("promptStrategy", "auto"), good, good).status())
                .isEqualTo(201);

        assertThat(USAGE.looks()).isEqualTo(1);
        assertThat(USAGE.admissions()).isEqualTo(1);
    }

    @RepeatedTest(20)
    void moreFilesThanThePlanAllowsEndTheRequest() {
        USAGE.allowsDocuments(2);

        Answered answer = submit(Map.of("promptStrategy", "auto"), good, good, good);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("too_many_files");
        assertThat(USAGE.admissions()).isZero();
    }

    @Test
    void repetitionIsAnsweredWithoutAdmission() {
        String key = UUID.randomUUID().toString();
        Answered first = submit(key, Map.of("promptStrategy", "auto"), good);
        USAGE.refuses("quota_exhausted");

        Answered again = submit(key, Map.of("promptStrategy", "auto"), good);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.status()).isEqualTo(201);
    }

    /** The answer was lost; the submission was not. */
    @Test
    void whatArrivedWholeIsSubmitted() throws IOException {
        String key = UUID.randomUUID().toString();
        user = "gone-" + key;
        byte[] file = SampleFiles.pdf(1);
        String before = field("promptStrategy", "auto") + fileHead("files", "a.pdf");
        String after = "\r\n" + end();
        try (var http = new RawHttp(port)) {
            http.submission(
                            RealParts.keys().token(user, Set.of()),
                            "Idempotency-Key: " + key,
                            "Content-Length: " + (before.length() + file.length + after.length()))
                    .send(before)
                    .send(file)
                    .send(after);
            await().atMost(Duration.ofSeconds(30)).until(() -> USAGE.admissions() == 1); // it arrived whole
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> count("select count(*) from batches where user_id = '" + user + "'") == 1);

        Answered again = submit(key, Map.of("promptStrategy", "auto"), new File("a.pdf", file));

        assertThat(again.status()).isEqualTo(201);
        assertThat(count("select count(*) from batches where user_id = '" + user + "'"))
                .isEqualTo(1);
        assertThat(USAGE.admissions()).isEqualTo(1);
    }

    @Test
    void promptsOfAHundredFilesFit() {
        USAGE.allowsDocuments(100);
        String prompt = "\\u00e4".repeat(20_000); // six bytes a character
        String prompts = "[" + ("\"" + prompt + "\",").repeat(99) + "\"" + prompt + "\"]";
        File[] files = new File[100];
        Arrays.fill(files, new File("a.pdf", SampleFiles.text()));

        Answered answer = submit(Map.of("promptStrategy", "per_document", "perDocumentPrompts", prompts), files);

        assertThat(answer.code()).isEqualTo("all_files_rejected");
    }
}
