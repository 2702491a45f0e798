package io.ingestio.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The front end's files and its sign-in, from one gateway with a local key and one with an OIDC issuer. */
class FrontEndIT {

    private static final TestTokens TOKENS = new TestTokens();
    private static final Upstream ORCHESTRATOR = new Upstream("orchestrator");
    private static final Upstream USAGE = new Upstream("usage");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"");

    private static ConfigurableApplicationContext local;
    private static ConfigurableApplicationContext oidc;

    @BeforeAll
    static void start(@TempDir Path scratch) throws IOException {
        String key = "--ingestio.jwt.public-key="
                + TOKENS.writePublicKey(scratch.resolve("key.pem")).toUri();
        local = run(
                key,
                "--ingestio.jwt.issuer=" + TestTokens.ISSUER,
                "--ingestio.web.local-key="
                        + TOKENS.writePrivateKey(scratch.resolve("private.pem")).toUri());
        oidc = run(
                "--ingestio.jwt.issuer-uri=https://issuer.test/realm",
                "--ingestio.web.connect=https://tokens.test",
                "--ingestio.web.client-id=front-end");
    }

    private static ConfigurableApplicationContext run(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.addAll(List.of(
                "--server.port=0",
                "--ingestio.jwt.audience=" + TestTokens.AUDIENCE,
                "--ingestio.gateway.orchestrator-url=" + ORCHESTRATOR.url(),
                "--ingestio.gateway.usage-url=" + USAGE.url()));
        return new SpringApplicationBuilder(GatewayApplication.class)
                .properties("spring.config.name=api-gateway")
                .run(all.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        local.close();
        oidc.close();
        ORCHESTRATOR.close();
        USAGE.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/batches",
                "/batches/new?draft=1",
                "/batches/0b54",
                "/review/1c65",
                "/admin/tiers",
                "/signed-in"
            })
    void screensAreAnsweredWithThePage(String path) throws Exception {
        HttpResponse<String> answer = get(local, path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).startsWith("text/html");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "connect-src 'self';")
                .doesNotContain("unsafe");
        assertThat(answer.body()).contains("IngestIO");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/elsewhere", "/batches/a/b", "/assets/none.js", "/assets/..%2findex.html", "/app/other"})
    void otherAddressesAreNotThePage(String path) throws Exception {
        assertThat(get(local, path).statusCode()).isIn(400, 401, 404);
    }

    @Test
    void hashedFilesAreKeptAndCompressed() throws Exception {
        var script = SCRIPT.matcher(get(local, "/").body());
        assumeTrue(script.find(), "the front end was not built");

        HttpResponse<String> answer = get(local, script.group(1));
        assertThat(header(answer, "Content-Type")).isEqualTo("text/javascript;charset=UTF-8");
        assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        var zipped = HTTP.send(
                HttpRequest.newBuilder(address(local).resolve(script.group(1)))
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(zipped.body()).hasSizeLessThan(answer.body().length() / 2);
        assertThat(header(get(local, "/theme.js"), "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void configurationNamesTheIssuer() throws Exception {
        assertThat(get(oidc, "/app/config.json").body())
                .contains(
                        "\"mode\":\"oidc\"", "\"issuer\":\"https://issuer.test/realm\"", "\"clientId\":\"front-end\"");
        assertThat(get(local, "/app/config.json").body()).contains("\"mode\":\"local\"", "\"issuer\":null");
        assertThat(header(get(oidc, "/"), "Content-Security-Policy"))
                .contains("connect-src 'self' https://issuer.test https://tokens.test;");
    }

    @Test
    void localSignInGivesPlanAndToken() throws Exception {
        HttpResponse<String> answer = signIn(local, "{\"user\":\"ann b\",\"tier\":\"growth\"}", "application/json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        assertThat(USAGE.lastCall).hasValue("PUT /api/v1/admin/users/ann%20b/subscription");
        var token = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(answer.body());
        assertThat(token.find()).isTrue();
        var call = HttpRequest.newBuilder(address(local).resolve("/api/v1/batches"))
                .header("Authorization", "Bearer " + token.group(1));
        assertThat(HTTP.send(call.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"user\":\" \"}", "{\"user\":\"ann\",\"tier\":\"gold\"}", "{}"})
    void localSignInRejectsWrongInput(String body) throws Exception {
        HttpResponse<String> answer = signIn(local, body, "application/json");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("invalid_request");
    }

    @Test
    void localSignInReadsNoForm() throws Exception {
        assertThat(signIn(local, "{\"user\":\"ann\"}", "text/plain").statusCode())
                .isIn(401, 404);
    }

    @Test
    void localSignInIsNotThereWithAnIssuer() throws Exception {
        assertThat(signIn(oidc, "{\"user\":\"ann\"}", "application/json").statusCode())
                .isIn(401, 404);
    }

    @Test
    void localSignInRefusesOtherHosts() throws Exception {
        int calls = USAGE.calls.get();

        assertThat(raw(InetAddress.getLoopbackAddress(), "evil.test")).startsWith("HTTP/1.1 403");
        assertThat(raw(InetAddress.getLoopbackAddress(), "localhost")).startsWith("HTTP/1.1 200");
        assertThat(USAGE.calls).hasValue(calls + 1);
    }

    @Test
    void localSignInRefusesOtherMachines() throws Exception {
        InetAddress own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst()
                .orElse(null);
        assumeTrue(own != null, "this machine has loopback only");

        assertThat(raw(own, "localhost")).startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded: for=192.0.2.7", "X-Forwarded-For: 192.0.2.7", "x-forwarded-proto: https"})
    void localSignInRefusesProxies(String header) throws Exception {
        int calls = USAGE.calls.get();

        assertThat(raw(InetAddress.getLoopbackAddress(), "localhost\r\n" + header))
                .startsWith("HTTP/1.1 403");
        assertThat(USAGE.calls).hasValue(calls);
    }

    @Test
    void localSignInSaysThatUserWasErased() throws Exception {
        HttpResponse<String> answer = signIn(local, "{\"user\":\"erased\"}", "application/json");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("user_erased", "Why it was refused.").doesNotContain("token");
    }

    @Test
    void localSignInHidesRefusalOfItsOwnToken() throws Exception {
        HttpResponse<String> answer = signIn(local, "{\"user\":\"refused\"}", "application/json");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("service_unavailable");
    }

    private static String raw(InetAddress peer, String host) throws IOException {
        String body = "{\"user\":\"ann\"}";
        try (var socket = new Socket(peer, address(local).getPort())) {
            socket.getOutputStream()
                    .write(("POST /app/local-token HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpResponse<String> signIn(ConfigurableApplicationContext gateway, String body, String type)
            throws Exception {
        var request = HttpRequest.newBuilder(address(gateway).resolve("/app/local-token"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext gateway, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(address(gateway) + path)).build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static URI address(ConfigurableApplicationContext gateway) {
        return URI.create("http://127.0.0.1:"
                + ((WebServerApplicationContext) gateway).getWebServer().getPort());
    }
}
