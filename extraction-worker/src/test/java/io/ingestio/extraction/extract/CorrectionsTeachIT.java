package io.ingestio.extraction.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.Event;
import io.ingestio.contracts.ExportEvent.DocumentCorrected;
import io.ingestio.contracts.ExportEvent.DocumentCorrected.Corrected;
import io.ingestio.contracts.ExportEvent.LearningChanged;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.OrchestrationEvent.DocumentDeleted;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.ingestio.contracts.UsageEvent.UserErased;
import io.ingestio.extraction.SampleJobs;
import io.ingestio.testkit.ModelCall;
import io.ingestio.testkit.ModelReply;
import io.ingestio.testkit.SampleFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** What people corrected reaches the model with the next document of the same sender, and nothing else does. */
class CorrectionsTeachIT extends ExtractionFixture {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LINE = "{\"field\":\"total\",\"read\":12.50,\"right\":671.60}";

    @Autowired
    DatabaseClient sql;

    private final String user = "user-" + UUID.randomUUID();

    @BeforeEach
    void usualReply() {
        MODEL.usually(ModelReply.json("{\"documentType\":\"invoice\",\"data\":{\"total\":12.50}}"));
        USAGE.answers(200, "reserved");
    }

    @Test
    void correctionReachesTheNextOfTheSender() {
        ExtractionCompleted first = completed(upload(user, "Northwind Paper Company"));
        assertThat(first.layout()).startsWith("v1-");
        correct(first, "12.50", "671.60");

        assertThat(asked(upload(user, "Northwind Paper Company"))).contains(LINE);
        assertThat(asked(upload(user, "Lindauer Werkzeugbau"))).doesNotContain("corrections");
        assertThat(asked(upload("other-" + user, "Northwind Paper Company"))).doesNotContain("corrections");
    }

    @Test
    void nothingIsGivenAfterTheEndOfConsent() {
        ExtractionCompleted first = completed(upload(user, "Northwind Paper Company"));
        correct(first, "12.50", "671.60");

        publish(new LearningChanged(user, false, 2, Instant.now()));
        await().atMost(PATIENCE).until(() -> kept() == 0);

        assertThat(asked(upload(user, "Northwind Paper Company"))).doesNotContain("corrections");
    }

    @Test
    void secondAttemptAsksTheSame() {
        ExtractionCompleted first = completed(upload(user, "Northwind Paper Company"));
        correct(first, "12.50", "671.60");
        String marker = "marker-" + UUID.randomUUID();
        MODEL.onDocument(marker, ModelReply.throttled(3), ModelReply.json("{\"data\":{\"total\":1}}"));

        DocumentUploaded next = upload(user, "Northwind Paper Company", marker);
        await().atMost(PATIENCE).until(() -> MODEL.callsWith(marker).size() == 1);
        correct(first, "1", "2");
        completed(next);

        assertThat(MODEL.callsWith(marker))
                .extracting(ModelCall::text)
                .hasSize(2)
                .containsOnly(MODEL.callsWith(marker).getFirst().text());
        assertThat(MODEL.callsWith(marker).getFirst().text()).contains(LINE);
    }

    @Test
    void nothingIsKeptOfADeletedDocument() {
        ExtractionCompleted first = completed(upload(user, "Northwind Paper Company"));
        correct(first, "12.50", "671.60");

        publish(new DocumentDeleted(first.batchId(), first.documentId(), user, 1, Instant.now()));
        await().atMost(PATIENCE).until(() -> kept() == 0);
        long before = seen();
        publish(corrected(first, "1", "2"));

        await().atMost(PATIENCE).until(() -> seen() > before);
        assertThat(kept()).isZero();
    }

    @Test
    void nothingIsKeptOfAnErasedUser() {
        correct(completed(upload(user, "Northwind Paper Company")), "12.50", "671.60");
        publish(new LearningChanged(user, true, 1, Instant.now()));

        publish(new UserErased(user, Instant.now()));

        await().atMost(PATIENCE)
                .until(() ->
                        kept() + number("select count(*) from learning_consents where user_id = '" + user + "'") == 0);
    }

    /** Waits until it is kept. */
    private void correct(ExtractionCompleted document, String before, String after) {
        long kept = kept();
        publish(corrected(document, before, after));
        await().atMost(PATIENCE).until(() -> kept() == kept + 1);
    }

    private int edits;

    private DocumentCorrected corrected(ExtractionCompleted document, String before, String after) {
        return new DocumentCorrected(
                document.batchId(),
                document.documentId(),
                user,
                1,
                ++edits,
                document.layout(),
                1,
                List.of(new Corrected("total", before, after)),
                Instant.now());
    }

    private long kept() {
        return number("select count(*) from correction_examples where user_id = '" + user + "'");
    }

    /** Events of export that took effect. */
    private long seen() {
        return number("select count(*) from inbox where consumer like '%export%'");
    }

    private long number(String query) {
        Long number = tenancy.statementAsService(
                        sql.sql(query).mapValue(Long.class).one())
                .block();
        return number == null ? 0 : number;
    }

    private String asked(DocumentUploaded document) {
        completed(document);
        return MODEL.callsWith(document.documentId().toString()).getLast().text();
    }

    private DocumentUploaded upload(String of, String sender) {
        return upload(of, sender, "");
    }

    /** An invoice whose number is the document's id, so that the call for it is found. */
    private DocumentUploaded upload(String of, String sender, String marker) {
        UUID id = UUID.randomUUID();
        byte[] pdf = SampleFiles.textPdf(
                sender,
                "Invoice",
                "Thank you for your order",
                "Number: " + id,
                "Note: " + marker,
                "Total: " + id.hashCode() + ".00");
        String key = "batches/it/" + UUID.randomUUID();
        objects.put(key, SampleFiles.write(folder, "invoice.pdf", pdf), "application/pdf")
                .block();
        DocumentUploaded document = SampleJobs.uploaded(id, of, key, "all", null, 16);
        publish(document);
        return document;
    }

    private void publish(Event event) {
        tenancy.asService(outbox.append(event)).block();
    }

    private ExtractionCompleted completed(DocumentUploaded document) {
        await().atMost(PATIENCE).until(() -> !recorder.endsOf(document).isEmpty());
        return (ExtractionCompleted) recorder.endsOf(document).getLast();
    }
}
