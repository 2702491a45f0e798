package io.ingestio.upload.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.database.Tenancy;
import io.ingestio.testkit.RealParts;
import io.ingestio.upload.UploadApplication;
import java.io.IOException;
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
            "ingestio.upload.scratch=target/scratch"
        })
abstract class RunningUpload {

    static final FakeAdmissions USAGE = new FakeAdmissions();
    static final byte[] TOO_LARGE = new byte[400 * 1024];

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("ingestio.usage.url", USAGE::url);
    }

    @LocalServerPort
    int port;

    @Autowired
    Tenancy tenancy;

    @Autowired
    DatabaseClient sql;

    String user = "alice";

    final JsonMapper json = JsonMapper.builder().build();

    @AfterEach
    void scratchFilesAreDeleted() throws IOException {
        USAGE.admits();
        Path scratch = Path.of("target/scratch");
        if (Files.exists(scratch)) { // made by the first request that carries a file
            assertThat(scratch).isEmptyDirectory();
        }
    }

    record File(String name, byte[] bytes) {}

    record Answered(int status, Map<String, String> headers, JsonNode body) {
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

    Answered submit(Map<String, String> fields, File... files) {
        return submit(null, fields, files);
    }

    Answered submit(@Nullable String key, Map<String, String> fields, File... files) {
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

    WebTestClient client(@Nullable String token) {
        var builder = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(30));
        return token == null
                ? builder.build()
                : builder.defaultHeader("Authorization", "Bearer " + token).build();
    }

    List<String> eventTypesOf(String batch) {
        return tenancy.statementAsService(sql.sql("select type from outbox where key = :key order by id")
                        .bind("key", batch)
                        .map(row -> row.get(0, String.class))
                        .all()
                        .collectList())
                .block();
    }

    long count(String query) {
        return tenancy.statementAsService(
                        sql.sql(query).map(row -> row.get(0, Long.class)).one())
                .block();
    }

    long countAs(String user, String query) {
        return tenancy.asUser(
                        user, sql.sql(query).map(row -> row.get(0, Long.class)).one())
                .block();
    }
}
