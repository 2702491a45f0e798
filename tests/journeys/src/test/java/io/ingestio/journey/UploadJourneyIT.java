package io.ingestio.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Large bodies through the gateway: the tus client of browsers, as it is on npm, and a refusal that comes before the body. */
class UploadJourneyIT {

    private static final Path CLIENT = Path.of("src/test/tus");

    @TempDir
    static Path folder;

    private static Journey journey;
    private static URI api;

    @BeforeAll
    static void start() {
        journey = Journey.start(folder.resolve("system"), options -> options);
        api = journey.system().baseUrl();
    }

    @AfterAll
    static void stop() {
        journey.close();
    }

    /** Its connection is cut off in the middle. */
    @Test
    void unmodifiedTusClientResumes() throws Exception {
        Path picture = picture();
        long size = Files.size(picture);
        assertThat(size).isGreaterThan(5_000_000);
        installClient();
        journey.user("tessa", "plus");
        String token = journey.system().token("tessa");
        JsonNode draft = post(
                api.resolve("/api/v1/batches/drafts"),
                token,
                "{\"promptStrategy\":\"auto\",\"files\":[{\"name\":\"noise.png\",\"size\":" + size + "}]}",
                201);
        try (var proxy = new CuttingProxy(api.getPort(), size / 2)) {
            URI content = URI.create("http://127.0.0.1:" + proxy.port())
                    .resolve(draft.at("/documents/0/contentUrl").asString());

            run(List.of("node", "upload.js", content.toString(), token, picture.toString()));

            assertThat(proxy.hasCut()).isTrue();
            assertThat(proxy.lastOffset()).isBetween(size / 4, size - 1); // it did not begin anew
        }
        assertThat(journey.count("select count(*) from upload.draft_files where state = 'received' and sha256 = '"
                        + sha256(picture) + "'"))
                .isEqualTo(1);
        JsonNode submitted =
                post(api.resolve("/api/v1/batches/" + draft.path("id").asString() + "/submit"), token, "{}", 202);
        assertThat(submitted.at("/documents/0/sizeBytes").asLong()).isEqualTo(size);
    }

    @Test
    void refusalIsSeenWhileTheBodyIsSent() throws Exception {
        String boundary = "frontier";
        byte[] body = new byte[8_000_000];
        byte[] head = ("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.pdf\"\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        System.arraycopy(head, 0, body, 0, head.length);
        var request = HttpRequest.newBuilder(api.resolve("/api/v1/batches"))
                .header("Authorization", "Bearer " + journey.system().token("starter"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            for (int i = 0; i < 5; i++) {
                var answer = http.send(request, BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(403);
                assertThat(answer.body()).contains("tier_not_eligible");
            }
        }
    }

    /** Noise, so that it cannot be compressed. */
    private static Path picture() throws IOException {
        var noise = new BufferedImage(1500, 1500, BufferedImage.TYPE_INT_RGB);
        var random = new Random(7);
        for (int y = 0; y < noise.getHeight(); y++) {
            for (int x = 0; x < noise.getWidth(); x++) {
                noise.setRGB(x, y, random.nextInt());
            }
        }
        Path file = folder.resolve("noise.png");
        ImageIO.write(noise, "png", file.toFile());
        return file;
    }

    private static void installClient() throws Exception {
        for (String name : List.of("package.json", "package-lock.json", "upload.js")) {
            Files.copy(CLIENT.resolve(name), folder.resolve(name));
        }
        run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    }

    private static void run(List<String> command) throws Exception {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    private static JsonNode post(URI uri, String token, String body, int status) throws Exception {
        var request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            return new JsonMapper().readTree(answer.body());
        }
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
