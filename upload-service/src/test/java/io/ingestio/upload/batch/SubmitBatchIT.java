package io.ingestio.upload.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.database.Tenancy;
import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.SampleFiles;
import io.ingestio.upload.UploadApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** POST /api/v1/batches with good and bad input: what is answered, and what is stored. */
@SpringBootTest(
        classes = UploadApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=upload-service",
            "ingestio.outbox.enabled=false",
            "ingestio.upload.max-file-size=300KB",
            "ingestio.upload.scratch=target/scratch"
        })
class SubmitBatchIT {

    private static final FakeAdmissions USAGE = new FakeAdmissions();
    private static final byte[] TOO_LARGE = new byte[400 * 1024];

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("ingestio.usage.url", USAGE::url);
    }

    @AfterAll
    static void stop() {
        USAGE.close();
    }

    @LocalServerPort
    int port;

    @Autowired
    Tenancy tenancy;

    @Autowired
    DatabaseClient sql;

    private final JsonMapper json = JsonMapper.builder().build();

    @AfterEach
    void scratchFilesAreDeleted() throws IOException {
        USAGE.admits();
        Path scratch = Path.of("target/scratch");
        if (Files.exists(scratch)) { // made by the first request that carries a file
            assertThat(scratch).isEmptyDirectory();
        }
    }

    private record File(String name, byte[] bytes) {}

    private record Answered(int status, Map<String, String> headers, JsonNode body) {
        String code() {
            return body.path("code").asString();
        }

        List<String> rejectedCodes() {
            return body.path("rejected")
                    .valueStream()
                    .map(file -> file.path("code").asString())
                    .toList();
        }
    }

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
                .hasSize(9)
                .containsOnlyOnce("batch.created")
                .filteredOn("document.rejected"::equals)
                .hasSize(5);
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
    void rejectsFieldsThatBreakARule() {
        File good = new File("a.pdf", SampleFiles.pdf(1));
        assertRefused("no_files", submit(Map.of("promptStrategy", "auto")));
        assertRefused("unknown_prompt_strategy", submit(Map.of("promptStrategy", "guess"), good));
        assertRefused("unknown_prompt_strategy", submit(Map.of(), good));
        assertRefused("prompt_required", submit(Map.of("promptStrategy", "global"), good));
        assertRefused("prompt_required", submit(Map.of("promptStrategy", "global", "globalPrompt", "  "), good));
        assertRefused("prompt_missing_for_file", submit(Map.of("promptStrategy", "per_document"), good));
        assertRefused(
                "prompt_missing_for_file",
                submit(Map.of("promptStrategy", "per_document", "perDocumentPrompts", "[\"a\", \" \"]"), good, good));
        assertRefused(
                "invalid_request", submit(Map.of("promptStrategy", "per_document", "perDocumentPrompts", "{"), good));
        assertRefused("invalid_schema", submit(Map.of("promptStrategy", "auto", "schema", "[]"), good));
        for (String schema : List.of(
                "{\"$ref\":\"#\"}",
                "{\"properties\":{\"a\":{\"pattern\":\"[\"}}}",
                "{\"$ref\":\"https://example.org/s\"}",
                "{\"type\":\"strin\"}")) {
            assertRefused("invalid_schema", submit(Map.of("promptStrategy", "auto", "schema", schema), good));
        }
        assertThat(submit(
                                Map.of(
                                        "promptStrategy",
                                        "auto",
                                        "schema",
                                        "{\"properties\":{\"a\":{\"pattern\":\"[\"}}}"),
                                good)
                        .body()
                        .path("detail")
                        .asString())
                .contains("/properties/a/pattern");
        assertRefused("name_too_long", submit(Map.of("promptStrategy", "auto", "batchName", "n".repeat(256)), good));
    }

    @Test
    void answersWithTheRefusalOfUsage() {
        File good = new File("a.pdf", SampleFiles.pdf(1));
        USAGE.refuses("tier_not_eligible");
        assertThat(submit(Map.of("promptStrategy", "auto"), good).status()).isEqualTo(403);
        USAGE.refuses("quota_exhausted");
        assertThat(submit(Map.of("promptStrategy", "auto"), good).status()).isEqualTo(402);
        USAGE.isDown();
        Answered down = submit(Map.of("promptStrategy", "auto"), good);
        assertThat(down.status()).isEqualTo(503);
        assertThat(down.body().path("retryable").asBoolean()).isTrue();
    }

    @Test
    void sendsRetryAfterWhenWaitingHelps() {
        File good = new File("a.pdf", SampleFiles.pdf(1));
        for (String code : List.of("rate_limited", "daily_limit_reached")) {
            USAGE.refuses(code, 17);
            Answered answer = submit(Map.of("promptStrategy", "auto"), good);
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.code()).isEqualTo(code);
            assertThat(answer.headers().get("Retry-After")).isEqualTo("17");
            assertThat(answer.body().path("retryable").asBoolean()).isTrue();
        }
        USAGE.admits();
        USAGE.refuses("subscription_inactive");
        Answered inactive = submit(Map.of("promptStrategy", "auto"), good);
        assertThat(inactive.status()).isEqualTo(403);
        assertThat(inactive.headers()).doesNotContainKey("Retry-After");
        assertThat(inactive.body().path("retryable").asBoolean()).isFalse();
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
    void requiresAToken() {
        client(null)
                .post()
                .uri("/api/v1/batches")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("unauthorized");
    }

    private void assertRefused(String code, Answered answer) {
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("requestId").asString())
                .isEqualTo(answer.headers().get("X-Request-Id"));
    }

    private Answered submit(Map<String, String> fields, File... files) {
        return submit(null, fields, files);
    }

    private Answered submit(@Nullable String key, Map<String, String> fields, File... files) {
        var body = new MultipartBodyBuilder();
        for (File file : files) {
            body.part("files", new ByteArrayResource(file.bytes()), MediaType.APPLICATION_PDF)
                    .filename(file.name());
        }
        fields.forEach(body::part);
        if (files.length == 0 && fields.isEmpty()) {
            body.part("nothing", "");
        }
        var answer = client(RealParts.keys().token("alice", Set.of()))
                .post()
                .uri("/api/v1/batches")
                .headers(headers -> {
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .body(BodyInserters.fromMultipartData(body.build()))
                .exchange()
                .expectBody()
                .returnResult();
        byte[] content = answer.getResponseBodyContent();
        return new Answered(
                answer.getStatus().value(),
                answer.getResponseHeaders().toSingleValueMap(),
                json.readTree(content == null ? new byte[] {'{', '}'} : content));
    }

    private WebTestClient client(@Nullable String token) {
        var builder = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(30));
        return token == null
                ? builder.build()
                : builder.defaultHeader("Authorization", "Bearer " + token).build();
    }

    private List<String> eventTypesOf(String batch) {
        return tenancy.statementAsService(sql.sql("select type from outbox where key = :key order by id")
                        .bind("key", batch)
                        .map(row -> row.get(0, String.class))
                        .all()
                        .collectList())
                .block();
    }

    private long count(String query) {
        return tenancy.statementAsService(
                        sql.sql(query).map(row -> row.get(0, Long.class)).one())
                .block();
    }

    private long countAs(String user, String query) {
        return tenancy.asUser(
                        user, sql.sql(query).map(row -> row.get(0, Long.class)).one())
                .block();
    }
}
