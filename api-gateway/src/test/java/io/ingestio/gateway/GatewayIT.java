package io.ingestio.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The gateway over real sockets, in front of small servers that stand in for the services. */
class GatewayIT {

    private static final TestTokens TOKENS = new TestTokens();
    private static final Upstream UPLOAD = new Upstream("upload");
    private static final Upstream ORCHESTRATOR = new Upstream("orchestrator");
    private static final Upstream EXPORT = new Upstream("export");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext gateway;
    private static String address;

    @BeforeAll
    static void start(@TempDir Path scratch) throws IOException {
        gateway = new SpringApplicationBuilder(GatewayApplication.class)
                .properties("spring.config.name=api-gateway")
                .run(
                        "--server.port=0",
                        "--ingestio.jwt.public-key="
                                + TOKENS.writePublicKey(scratch.resolve("key.pem"))
                                        .toUri(),
                        "--ingestio.jwt.issuer=" + TestTokens.ISSUER,
                        "--ingestio.jwt.audience=" + TestTokens.AUDIENCE,
                        "--ingestio.gateway.response-timeout=2s",
                        "--ingestio.gateway.upload-url=" + UPLOAD.url(),
                        "--ingestio.gateway.orchestrator-url=" + ORCHESTRATOR.url(),
                        "--ingestio.gateway.export-url=" + EXPORT.url(),
                        "--ingestio.gateway.usage-url=http://127.0.0.1:" + closedPort());
        address = "http://127.0.0.1:"
                + ((WebServerApplicationContext) gateway).getWebServer().getPort();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        UPLOAD.close();
        ORCHESTRATOR.close();
        EXPORT.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /api/v1/batches,             upload",
        "GET,    /api/v1/batches?limit=5,     orchestrator",
        "GET,    /api/v1/documents/d/data,    export",
        "POST,   /api/v1/exports,             export"
    })
    void routesByResourceAndMethod(String method, String path, String service) throws Exception {
        HttpResponse<String> answer = send(request(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(service + " " + method + " " + path);
    }

    @Test
    void namesTheServiceWhoseEventsAreMeant() throws Exception {
        String events = "/dead-letters/7/apply";

        HttpResponse<String> answer =
                send(request("/api/v1/admin/services/export-service" + events).POST(BodyPublishers.noBody()));

        assertThat(answer.body()).isEqualTo("export POST /api/v1/admin" + events);
        assertProblem(send(request("/api/v1/admin/services/api-gateway/dead-letters")), 404, "not_found", false);
        assertProblem(send(request("/api/v1/admin/dead-letters")), 404, "not_found", false);
    }

    static Stream<Arguments> invalidTokens() {
        return Stream.of(
                Arguments.of("none at all", null),
                Arguments.of("no token", "Bearer "),
                Arguments.of("rubbish", "Bearer a.b.c"),
                Arguments.of("another scheme", "Basic YTpi"),
                Arguments.of("alg none", "Bearer " + TOKENS.unsigned()),
                Arguments.of("HS256 with the public key", "Bearer " + TOKENS.hmacWithThePublicKey()),
                Arguments.of("another key", "Bearer " + TOKENS.signedByAnother()),
                Arguments.of("wrong audience", "Bearer " + TOKENS.forAudience("another-api")),
                Arguments.of("wrong issuer", "Bearer " + TOKENS.fromIssuer("https://evil.test")),
                Arguments.of(
                        "expired", "Bearer " + TOKENS.expiringAt(Instant.now().minusSeconds(120))),
                Arguments.of("never expires", "Bearer " + TOKENS.expiringAt(null)),
                Arguments.of("no subject", "Bearer " + TOKENS.withoutSubject()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalidTokens")
    void rejectsInvalidTokens(String name, String authorization) throws Exception {
        int calls = ORCHESTRATOR.calls.get();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/api/v1/batches"));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }

        HttpResponse<String> answer = send(request);

        assertProblem(answer, 401, "unauthorized", false);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
        assertThat(ORCHESTRATOR.calls).hasValue(calls);
    }

    @Test
    void servesItsDescriptionWithoutAToken() throws Exception {
        HttpResponse<String> document = anonymous("/api/v1/openapi.json");
        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(document.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(document.body()).contains("\"openapi\" : \"3.1.0\"").contains("\"/api/v1/batches/{id}\"");
        HttpResponse<String> page = anonymous("/api/v1/openapi.html");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html");
        List<String> loaded = Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(loaded)
                .hasSize(4)
                .allSatisfy(file -> assertThat(anonymous("/api/v1/" + file).statusCode())
                        .as(file)
                        .isEqualTo(200));
        assertThat(anonymous("/api/v1/openapi/../application.yml").statusCode()).isNotEqualTo(200);
    }

    private static HttpResponse<String> anonymous(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
    }

    @Test
    void linkOpensOneFileOnly() throws Exception {
        String query = "?expires=1&signature=x";
        String file = "/api/v1/exports/e1/file" + query;
        assertThat(anonymous(file).body()).isEqualTo("export GET " + file);
        assertThat(HTTP.send(
                                HttpRequest.newBuilder(URI.create(address + file))
                                        .method("HEAD", BodyPublishers.noBody())
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);

        int calls = EXPORT.calls.get();
        for (String path : List.of(
                "/api/v1/exports/e1/file",
                "/api/v1/exports/e1/file?expires=1",
                "/api/v1/exports/e1/file?signature=x",
                "/api/v1/exports/e1/file/more" + query,
                "/api/v1/exports/e1" + query,
                "/api/v1/exports" + query,
                "/api/v1/documents/d1/data" + query)) {
            assertProblem(anonymous(path), 401, "unauthorized", false);
        }
        assertProblem(
                HTTP.send(
                        HttpRequest.newBuilder(URI.create(address + file))
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString()),
                401,
                "unauthorized",
                false);
        assertThat(EXPORT.calls).hasValue(calls);
    }

    @Test
    void allowsClockSkew() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(address + "/api/v1/batches"))
                .header(
                        "Authorization",
                        "Bearer " + TOKENS.expiringAt(Instant.now().minusSeconds(20))));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/nothing", "/internal/admissions", "/actuator/env", "/actuator/gateway/routes", "/batches/a/b"})
    void answers404ForUnknownPaths(String path) throws Exception {
        assertProblem(send(request(path)), 404, "not_found", false);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/batches/../../../internal/x",
        "/api/v1/batches/%2e%2e/%2e%2e/internal/x",
        "/api/v1//internal/x",
        "/api/v1/batches/..%2f..%2finternal"
    })
    void rejectsPathTraversal(String path) throws Exception {
        int calls = ORCHESTRATOR.calls.get();

        assertThat(send(request(path)).statusCode()).isIn(400, 404);
        assertThat(ORCHESTRATOR.calls).hasValue(calls);
    }

    @Test
    void forwardsTheRequestId() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/batches").header("X-Request-Id", "mine-0001"));

        assertThat(answer.headers().allValues("X-Request-Id")).containsExactly("mine-0001");
        assertThat(ORCHESTRATOR.lastHeaders.get().getAll("X-Request-Id")).containsExactly("mine-0001");
    }

    @Test
    void forwardsTokenButNoInternalSecret() throws Exception {
        send(request("/api/v1/batches").header("X-Internal-Secret", "guessed"));

        assertThat(ORCHESTRATOR.lastHeaders.get().contains("X-Internal-Secret")).isFalse();
        assertThat(ORCHESTRATOR.lastHeaders.get().get("Authorization")).startsWith("Bearer ");
    }

    @Test
    void forwardsAnswersUnchanged() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/batches/broken"));

        assertThat(answer.statusCode()).isEqualTo(418);
        assertThat(answer.body()).isEqualTo("answer of orchestrator");
    }

    @Test
    void answers503WhenServiceIsDown() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/usage"));

        assertProblem(answer, 503, "service_unavailable", true);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void answers504WhenServiceIsSilent() throws Exception {
        assertProblem(send(request("/api/v1/batches/slow")), 504, "upstream_timeout", true);
    }

    @Test
    void appliesBackPressureToUploads() throws Exception {
        long size = 60L << 20;
        AtomicLong sent = new AtomicLong();
        CompletableFuture<HttpResponse<String>> answer = HTTP.sendAsync(
                request("/api/v1/batches")
                        .header(Upstream.READS_LATER, "yes")
                        .POST(BodyPublishers.ofInputStream(() -> new Zeros(size, sent)))
                        .build(),
                BodyHandlers.ofString());

        // The service reads nothing for longer than the time-out of other calls: what has left the client is in socket
        // buffers.
        await().pollDelay(3, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(answer).isNotDone());
        assertThat(sent.get()).isLessThan(size / 2);

        UPLOAD.mayRead.tryEmitEmpty();
        assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(UPLOAD.bytesRead.get()).isGreaterThanOrEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness", "/actuator/prometheus"})
    void servesHealthAndMetrics(String path) throws Exception {
        assertThat(send(HttpRequest.newBuilder(URI.create(address + path))).statusCode())
                .isEqualTo(200);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + TOKENS.good());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.timeout(Duration.ofSeconds(15)).build(), BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code, boolean retryable) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        String requestId = answer.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(answer.body())
                .contains("\"code\":\"" + code + "\"", "\"retryable\":" + retryable, "\"status\":" + status)
                .contains("\"requestId\":\"" + requestId + "\"");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** So many zero bytes, counting those that were read. */
    private static final class Zeros extends InputStream {
        private final AtomicLong readBytes;
        private long left;

        Zeros(long size, AtomicLong readBytes) {
            this.left = size;
            this.readBytes = readBytes;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : 0;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            Arrays.fill(into, offset, offset + count, (byte) 0);
            left -= count;
            readBytes.addAndGet(count);
            return count;
        }
    }
}
