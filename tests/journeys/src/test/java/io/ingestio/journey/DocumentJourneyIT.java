package io.ingestio.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.Topic;
import io.ingestio.launcher.client.ApiRefused;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.client.view.BatchView;
import io.ingestio.launcher.client.view.DocumentView;
import io.ingestio.testkit.ModelReply;
import io.ingestio.testkit.SampleFiles;
import io.ingestio.testkit.invariants.PublishedEvents;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One batch from the upload to the exported file, through the gateway and back, on everything real but the model. */
class DocumentJourneyIT {

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
    void extractsGoodFilesAndExportsThem() throws IOException {
        IngestioClient alice = journey.user("alice", "plus");
        List<Path> files = new ArrayList<>(journey.documents("good", 5));
        files.add(SampleFiles.write(folder, "broken.pdf", SampleFiles.text()));
        files.add(SampleFiles.write(folder, "refused-by-model.pdf", SampleFiles.textPdf("marker always-bad.")));
        journey.model().onDocument("always-bad.", ModelReply.json("I would rather not"));

        var submission = alice.submit("mixed", files, "invoice number and total");
        assertThat(submission.rejected())
                .singleElement()
                .satisfies(file -> assertThat(file.code()).isEqualTo("unsupported_file_type"));

        BatchView batch = journey.awaitFinished(alice, submission.id());
        assertThat(batch.status()).isEqualTo("partially_completed");
        assertThat(batch.documentCount()).isEqualTo(7);
        assertThat(batch.completedCount()).isEqualTo(5);
        assertThat(batch.failedCount()).isEqualTo(2);
        assertThat(batch.totalPages()).isEqualTo(6);

        assertThat(alice.documents(submission.id()))
                .extracting(DocumentView::status)
                .containsExactly("completed", "completed", "completed", "completed", "completed", "failed", "failed");
        assertThat(alice.documents(submission.id()).getLast().errorCode()).isEqualTo("model_output");
        journey.awaitIdle();
        UUID first = alice.documents(submission.id()).getFirst().id();
        assertThat(alice.data(first).data().path("total").decimalValue()).isEqualByComparingTo("12.50");
        assertThat(exported(alice, submission.id(), "csv"))
                .contains("good-0.pdf")
                .contains("12.5")
                .doesNotContain("broken.pdf");
        confirmsAll(alice, submission.id());
        journey.assertInvariants(2);
    }

    private void confirmsAll(IngestioClient alice, UUID batch) {
        List<UUID> completed = alice.documents(batch, "to_review").stream()
                .map(DocumentView::id)
                .toList();

        assertThat(alice.reviews().confirm(completed, true).confirmed()).hasSize(5);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> alice.documents(batch, "confirmed").size() == 5);
        assertThat(alice.batch(batch).status()).isEqualTo("partially_completed");
        assertThat(alice.batch(batch).completedCount()).isEqualTo(5);
    }

    /** About 2 MB of JSON: the event refers to it, and only export loads it. */
    @Test
    void largeResultArrivesWholeByReference() {
        String rows = IntStream.range(0, 40_000)
                .mapToObj(row -> "{\"row\":" + row + ",\"name\":\"Müller\",\"amount\":12.50}")
                .collect(Collectors.joining(","));
        String data = "{\"invoice_number\":\"L-7\",\"rows\":[" + rows + "]}";
        journey.model().onDocument("marker large-0.", ModelReply.json("{\"data\":" + data + "}"));
        IngestioClient alice = journey.user("alice", "plus");

        var submission = journey.submit(alice, "large", 1);

        journey.assertCompleted(alice, submission.id(), 1);
        UUID document = submission.documents().getFirst().id();
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(ApiRefused.class)
                .untilAsserted(
                        () -> assertThat(alice.data(document).data().toString().equals(data))
                                .isTrue());
        assertThat(completedEvent(document)).hasSizeLessThan(4_000).contains("\"items\":{\"rows\":40000}");
        journey.assertInvariants(2);
    }

    @Test
    void hidesBatchesAndDataFromOtherUsers() {
        IngestioClient alice = journey.user("alice", "plus");
        IngestioClient mallory = journey.user("mallory", "plus");
        var submission = journey.submit(alice, "private", 1);
        journey.assertCompleted(alice, submission.id(), 1);
        assertThatThrownBy(() -> mallory.batch(submission.id()))
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(404));
        assertThatThrownBy(() -> mallory.documents(submission.id()))
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(404));
        UUID document = submission.documents().getFirst().id();
        assertThatThrownBy(() -> mallory.data(document))
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(404));
    }

    @Test
    void refusesIneligibleTierAndTooManyFiles() {
        var starter =
                new IngestioClient(journey.system().baseUrl(), journey.system().token("starter"));
        assertRefused(starter, 1, 403, "tier_not_eligible");
        assertRefused(journey.user("plus-user", "plus"), 26, 422, "too_many_files");
    }

    @Test
    void failsDocumentsOverQuotaUntilTopUp() {
        IngestioClient bob = journey.user("bob", "plus");
        var first =
                bob.submit("most", List.of(SampleFiles.write(folder, "many.pdf", SampleFiles.pdf(998))), "all of it");
        journey.assertCompleted(bob, first.id(), 1);
        journey.awaitIdle();
        List<Path> files = new ArrayList<>();
        files.add(SampleFiles.write(folder, "fits.pdf", SampleFiles.pdf(1)));
        files.add(SampleFiles.write(folder, "over.pdf", SampleFiles.pdf(5)));
        var second = bob.submit("rest", files, "all of it");
        BatchView batch = journey.awaitFinished(bob, second.id());
        assertThat(batch.status()).isEqualTo("partially_completed");
        assertThat(bob.documents(second.id()))
                .filteredOn(document -> document.status().equals("failed"))
                .singleElement()
                .satisfies(document -> {
                    assertThat(document.filename()).isEqualTo("over.pdf");
                    assertThat(document.errorCode()).isEqualTo("quota_exceeded");
                });
        journey.assertInvariants(2);

        // 1 page is left of the plan: with 4 on credit the document of 5 pages fits, and draws on both.
        journey.topUp("bob", 4);
        var again = bob.submit("again", List.of(folder.resolve("over.pdf")), "all of it");
        journey.assertCompleted(bob, again.id(), 1);
        journey.assertInvariants(2);
        assertThat(journey.count("select used from usage.accounts where user_id = 'bob'"))
                .isEqualTo(1_000);
        assertThat(journey.count("select balance from usage.credits where user_id = 'bob'"))
                .isZero();
    }

    /** From a correction to the model's next call, through export, Kafka and the worker. */
    @Test
    void correctionTeachesTheNextOfItsSender() throws Exception {
        IngestioClient alice = journey.user("alice", "plus");
        UUID first = extracted(alice, "first", "Northwind Paper Company");
        assertThat(send("alice", "PUT", "/settings/learning", "{\"enabled\":true}")
                        .statusCode())
                .isEqualTo(200);
        String data = "/documents/" + first + "/data";
        String seen =
                send("alice", "GET", data, "").headers().firstValue("ETag").orElseThrow();
        assertThat(send("alice", "PATCH", data, "[{\"op\":\"replace\",\"path\":\"/total\",\"value\":671.60}]", seen)
                        .statusCode())
                .isEqualTo(200);
        String examples = "select count(*) from extraction.correction_examples where user_id = 'alice'";
        await().atMost(Duration.ofSeconds(30)).until(() -> journey.count(examples) == 1);

        extracted(alice, "second", "Northwind Paper Company");
        extracted(alice, "third", "Lindauer Werkzeugbau");
        extracted(journey.user("carol", "plus"), "fourth", "Northwind Paper Company");

        assertThat(asked("second")).contains("{\"field\":\"total\",\"read\":12.50,\"right\":671.60}");
        assertThat(asked("third")).doesNotContain("671.60");
        assertThat(asked("fourth")).doesNotContain("671.60");
        assertThat(send("alice", "PUT", "/settings/learning", "{\"enabled\":false}")
                        .statusCode())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> journey.count(examples) == 0);
        journey.assertInvariants(2);
    }

    private static UUID extracted(IngestioClient user, String number, String sender) {
        byte[] invoice = SampleFiles.textPdf(sender, "Invoice", "Thank you for your order", "Number: " + number);
        var submission = user.submit(
                number, List.of(SampleFiles.write(folder, number + ".pdf", invoice)), "invoice number and total");
        journey.assertCompleted(user, submission.id(), 1);
        journey.awaitIdle();
        return submission.documents().getFirst().id();
    }

    private static String asked(String number) {
        return journey.model().callsWith("Number: " + number).getLast().text();
    }

    private static HttpResponse<String> send(String user, String method, String path, String body, String... seen)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(journey.system().baseUrl().resolve("/api/v1" + path))
                .header("Authorization", "Bearer " + journey.system().token(user))
                .header("Content-Type", method.equals("PATCH") ? "application/json-patch+json" : "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (String tag : seen) {
            request.header("If-Match", tag);
        }
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    private void assertRefused(IngestioClient user, int documents, int status, String code) {
        assertThatThrownBy(() -> journey.submit(user, "refused-" + documents, documents))
                .isInstanceOfSatisfying(ApiRefused.class, refused -> {
                    assertThat(refused.status()).isEqualTo(status);
                    assertThat(refused.code()).isEqualTo(code);
                });
    }

    private static String completedEvent(UUID document) {
        return PublishedEvents.on(journey.system().kafkaBootstrap(), Topic.EXTRACTION).stream()
                .filter(event -> event.type().equals("extraction.completed"))
                .map(PublishedEvents.Published::body)
                .filter(body -> body.contains(document.toString()))
                .findFirst()
                .orElseThrow();
    }

    private static String exported(IngestioClient user, UUID batch, String format) throws IOException {
        UUID export = user.export(batch, format);
        await().atMost(Duration.ofSeconds(30)).until(() -> user.export(export).isCompleted());
        Path file = folder.resolve(export + "." + format);
        user.download(export, file);
        return Files.readString(file);
    }
}
