package io.ingestio.extraction.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.contracts.RunId;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.ingestio.extraction.SampleJobs;
import io.ingestio.testkit.ModelReply;
import io.ingestio.testkit.SampleFiles;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;

/** From document.uploaded to the job's final event. */
@TestPropertySource(properties = {"ingestio.worker.heartbeat=500ms", "ingestio.worker.lease=3s"})
class ExtractDocumentIT extends ExtractionFixture {

    @BeforeAll
    static void usualReply() {
        MODEL.usually(ModelReply.json("{\"documentType\":\"invoice\",\"data\":{\"total\":12.50}}"));
    }

    @Autowired
    DatabaseClient sql;

    @AfterEach
    void usualAnswers() {
        USAGE.answers(200, "reserved");
    }

    @Test
    void documentIsReservedExtractedAndPublished() {
        DocumentUploaded document = upload("marker-plain", "What is the total?", null);
        ExtractionCompleted completed = completed(document);
        assertThat(completed.data()).hasToString("{total=12.50}");
        assertThat(completed.documentType()).isEqualTo("invoice");
        assertThat(completed.model()).isEqualTo("scripted");
        assertThat(MODEL.callsWith("marker-plain"))
                .singleElement()
                .satisfies(call -> assertThat(call.text()).contains("What is the total?"));
        assertThat(USAGE.reservations())
                .contains(RunId.of(document.documentId(), 1).toString());
        assertThat(recorder.of(document)).first().isInstanceOf(ExtractionStarted.class);
    }

    @Test
    void autoDocumentGetsDefaultPromptOfItsType() {
        DocumentUploaded document = upload("marker-auto", null, null);
        ExtractionCompleted completed = completed(document);
        assertThat(MODEL.callsWith("marker-auto")).hasSize(2);
        assertThat(completed.prompt()).isNotBlank();
        assertThat(completed.warnings()).isEmpty();
    }

    @Test
    void unusableClassificationGetsGeneralPrompt() {
        MODEL.onDocument("marker-vague", ModelReply.json("I am not sure"), ModelReply.json("{\"data\":{\"a\":1}}"));
        DocumentUploaded document = upload("marker-vague", null, null);
        ExtractionCompleted completed = completed(document);
        assertThat(completed.documentType()).isEqualTo("other");
        assertThat(completed.warnings()).singleElement().asString().contains("general prompt");
    }

    @Test
    void dataOfADamagedFileCarryAWarning() {
        DocumentUploaded document =
                upload(SampleFiles.cutOff(SampleFiles.textPdf("Some document", "marker-cut")), "What is the total?");
        assertThat(completed(document).warnings()).singleElement().asString().contains("damaged");
    }

    @Test
    void documentOverQuotaFailsWithoutModelCall() {
        USAGE.answers(200, "insufficient");
        DocumentUploaded document = upload("marker-over", "all", null);
        ExtractionFailed failed = failed(document);
        assertThat(failed.code()).isEqualTo("quota_exceeded");
        assertThat(failed.detail()).isEqualTo("Pages left in this period: 3. Pages of this document: 1.");
        assertThat(MODEL.callsWith("marker-over")).isEmpty();
    }

    @Test
    void pagesThatWereGivenBackEndTheRun() {
        USAGE.answers(200, "released");
        assertThat(failed(upload("marker-released", "all", null)).code()).isEqualTo("reservation_released");
        assertThat(MODEL.callsWith("marker-released")).isEmpty();
    }

    @Test
    void dailyLimitIsNamedInTheFailure() {
        USAGE.answersDailyLimit();
        ExtractionFailed failed = failed(upload("marker-today", "all", null));
        assertThat(failed.code()).isEqualTo("quota_exceeded");
        assertThat(failed.detail()).isEqualTo("Pages left today: 3. Pages of this document: 1.");
    }

    @Test
    void unavailableUsagePostponesWithoutCounting() {
        USAGE.answers(503, "down");
        DocumentUploaded document = upload("marker-wait", "all", null);
        await().atMost(Duration.ofSeconds(20)).until(() -> number(document, "postponed") >= 2);
        assertThat(number(document, "attempt")).isLessThanOrEqualTo(1);
        USAGE.answers(200, "reserved");
        completed(document);
        assertThat(number(document, "attempt")).isEqualTo(1);
    }

    @Test
    void unusableReplyFailsAfterThreeAttempts() {
        MODEL.onDocument("marker-bad", ModelReply.json("not json"));
        DocumentUploaded document = upload("marker-bad", "all", null);
        assertThat(failed(document).code()).isEqualTo("model_output");
        assertThat(MODEL.callsWith("marker-bad")).hasSize(3);
    }

    @Test
    void replyAgainstTheSchemaIsRetried() {
        MODEL.onDocument(
                "marker-schema",
                ModelReply.json("{\"data\":{\"total\":\"much\"}}"),
                ModelReply.json("{\"data\":{\"total\":7}}"));
        DocumentUploaded document = upload(
                "marker-schema", "all", "{\"type\":\"object\",\"properties\":{\"total\":{\"type\":\"number\"}}}");
        assertThat(completed(document).data()).hasToString("{total=7}");
    }

    @Test
    void throttledAttemptWaitsAndIsNotCounted() {
        MODEL.onDocument("marker-busy", ModelReply.throttled(3), ModelReply.json("{\"data\":{}}"));
        DocumentUploaded document = upload("marker-busy", "all", null);
        completed(document);
        var calls = MODEL.callsWith("marker-busy");
        assertThat(calls).hasSize(2);
        assertThat(Duration.between(calls.get(0).at(), calls.get(1).at()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(number(document, "attempt")).isEqualTo(1);
    }

    @Test
    void nothingIsReservedWhileTheModelThrottles() {
        MODEL.onDocument("marker-first", ModelReply.throttled(5), ModelReply.json("{\"data\":{}}"));
        DocumentUploaded first = upload("marker-first", "all", null);
        await().atMost(Duration.ofSeconds(30)).until(() -> number(first, "postponed") == 1);
        DocumentUploaded behind = upload("marker-behind", "all", null);
        await().atMost(Duration.ofSeconds(30)).until(() -> number(behind, "attempt") == 0);
        await().during(Duration.ofSeconds(2)).until(() -> number(behind, "attempt") == 0);
        assertThat(USAGE.reservations())
                .doesNotContain(RunId.of(behind.documentId(), 1).toString());
        completed(behind);
        completed(first);
    }

    @Test
    void storedReplyIsUsedWithoutAnotherCall() {
        UUID id = UUID.randomUUID();
        storeReplyOfDeadWorker(id, "{\"data\":{\"from\":\"memo\"}}");
        DocumentUploaded document = upload(id, "marker-memo", "all", null);
        revive(document);
        assertThat(completed(document).data()).hasToString("{from=memo}");
        assertThat(MODEL.callsWith("marker-memo")).isEmpty();
    }

    @Test
    void documentWithoutStoredFileFails() {
        DocumentUploaded document = event(UUID.randomUUID(), "batches/nowhere", "all", null);
        publish(document);
        assertThat(failed(document).code()).isEqualTo("source_missing");
    }

    /** @param prompt null for the strategy auto */
    private DocumentUploaded upload(String marker, @Nullable String prompt, @Nullable String schema) {
        return upload(UUID.randomUUID(), marker, prompt, schema);
    }

    private DocumentUploaded upload(UUID id, String marker, @Nullable String prompt, @Nullable String schema) {
        DocumentUploaded document = event(id, stored(SampleFiles.textPdf("Some document", marker)), prompt, schema);
        publish(document);
        return document;
    }

    private DocumentUploaded upload(byte[] pdf, String prompt) {
        DocumentUploaded document = event(UUID.randomUUID(), stored(pdf), prompt, null);
        publish(document);
        return document;
    }

    private String stored(byte[] pdf) {
        String key = "batches/it/" + UUID.randomUUID();
        objects.put(key, SampleFiles.write(folder, "document.pdf", pdf), "application/pdf")
                .block();
        return key;
    }

    private static DocumentUploaded event(UUID id, String key, @Nullable String prompt, @Nullable String schema) {
        return SampleJobs.uploaded(id, "alice", key, prompt, schema, 16);
    }

    private void publish(DocumentUploaded document) {
        tenancy.asService(outbox.append(document)).block();
    }

    /** The job of a worker that died between storing the reply and reading it. */
    private void storeReplyOfDeadWorker(UUID documentId, String reply) {
        UUID job = RunId.of(documentId, 1);
        tenancy.asService(sql.sql("""
                                insert into extraction_jobs (id, document_id, run, batch_id, user_id, filename, mime_type, pages,
                                    object_key, prompt_strategy, prompt, concurrent_documents, status, attempt, lease_epoch,
                                    worker, lease_until)
                                values (:job, :document, 1, :document, 'alice', 'f.pdf', 'application/pdf', 1, 'unset', 'global',
                                    'all', 16, 'processing', 1, 1, 'dead', now() + interval '1 hour')
                                """)
                        .bind("job", job)
                        .bind("document", documentId)
                        .then()
                        .then(sql.sql("""
                                        insert into model_calls (job_id, step, reply, model, input_tokens, output_tokens)
                                        values (:job, 'extract', :reply, 'scripted', 1, 1)
                                        """).bind("job", job).bind("reply", reply).then()))
                .block();
    }

    private void revive(DocumentUploaded document) {
        tenancy.asService(sql.sql("""
                                update extraction_jobs set object_key = :key, batch_id = :batch, lease_until = now()
                                where document_id = :id
                                """)
                        .bind("key", document.objectKey())
                        .bind("batch", document.batchId())
                        .bind("id", document.documentId())
                        .then())
                .block();
    }

    private int number(DocumentUploaded document, String column) {
        Integer value = tenancy.statementAsService(
                        sql.sql("select " + column + " from extraction_jobs where document_id = :id")
                                .bind("id", document.documentId())
                                .map(row -> row.get(0, Integer.class))
                                .one())
                .block();
        return value == null ? -1 : value;
    }

    private ExtractionCompleted completed(DocumentUploaded document) {
        return (ExtractionCompleted) last(document);
    }

    private ExtractionFailed failed(DocumentUploaded document) {
        return (ExtractionFailed) last(document);
    }

    private ExtractionEvent last(DocumentUploaded document) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !recorder.endsOf(document).isEmpty());
        return recorder.endsOf(document).getLast();
    }
}
