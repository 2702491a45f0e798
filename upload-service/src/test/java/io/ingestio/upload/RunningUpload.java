package io.ingestio.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.database.Tenancy;
import io.ingestio.testkit.RealParts;
import io.ingestio.upload.scratch.ScratchSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
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

/**
 * The upload service on real parts, with a fake of usage and without a relay; each test class that extends it shares one context.
 */
@SpringBootTest(
        classes = UploadApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=upload-service",
            "ingestio.outbox.enabled=false",
            "ingestio.upload.max-file-size=300KB",
            "ingestio.upload.draft.per-user=3",
            "ingestio.upload.draft.parts-per-file=5",
            "ingestio.upload.scratch=target/scratch"
        })
public abstract class RunningUpload {

    protected static final FakeAdmissions USAGE = new FakeAdmissions();
    protected static final Path SCRATCH = Path.of("target/scratch");
    protected static final byte[] TOO_LARGE = new byte[400 * 1024];

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("ingestio.usage.url", USAGE::url);
    }

    @LocalServerPort
    protected int port;

    @Autowired
    protected ScratchSpace scratch;

    @Autowired
    protected Tenancy tenancy;

    @Autowired
    protected DatabaseClient sql;

    protected String user = "alice";

    protected final JsonMapper json = JsonMapper.builder().build();

    /** Of this process; its lock file is not one. */
    protected static List<Path> scratchFiles(Path scratch) {
        try (var entries = Files.walk(scratch)) {
            return entries.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void scratchFilesAreDeleted() {
        USAGE.admits();
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
            assertThat(scratchFiles(SCRATCH)).isEmpty();
            assertThat(scratch.heldBytes()).isZero();
        });
    }

    public record File(String name, byte[] bytes) {}

    public record Answered(int status, Map<String, String> headers, JsonNode body) {
        public String code() {
            return body.path("code").asString();
        }

        public List<String> rejectedCodes() {
            return body.path("rejected")
                    .valueStream()
                    .map(file -> file.path("code").asString())
                    .toList();
        }
    }

    protected Answered submit(Map<String, String> fields, File... files) {
        return submit(null, fields, files);
    }

    protected Answered submit(@Nullable String key, Map<String, String> fields, File... files) {
        var body = new MultipartBodyBuilder();
        for (File file : files) {
            body.part("files", new ByteArrayResource(file.bytes()), MediaType.APPLICATION_PDF)
                    .filename(file.name());
        }
        fields.forEach(body::part);
        if (files.length == 0 && fields.isEmpty()) {
            body.part("nothing", "");
        }
        var answer = client(RealParts.keys().token(user, Set.of()))
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

    protected WebTestClient client(@Nullable String token) {
        var builder = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(30));
        return token == null
                ? builder.build()
                : builder.defaultHeader("Authorization", "Bearer " + token).build();
    }

    protected List<String> eventTypesOf(String batch) {
        return tenancy.statementAsService(sql.sql("select type from outbox where key = :key order by id")
                        .bind("key", batch)
                        .map(row -> row.get(0, String.class))
                        .all()
                        .collectList())
                .block();
    }

    protected long count(String query) {
        return tenancy.statementAsService(
                        sql.sql(query).map(row -> row.get(0, Long.class)).one())
                .block();
    }

    protected long countAs(String user, String query) {
        return tenancy.asUser(
                        user, sql.sql(query).map(row -> row.get(0, Long.class)).one())
                .block();
    }
}
