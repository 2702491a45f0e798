package io.ingestio.orchestrator.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.embedded.FreePorts;
import io.ingestio.orchestrator.webhook.RunningWebhooks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The receiver of {@code docs/webhooks.md}, run as it stands there, accepts what is sent and nothing else. */
class ReceiverExampleIT extends RunningWebhooks {

    private static final Path PAGE = Path.of("..", "docs", "webhooks.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final int MOST_LINES = 32;

    @TempDir
    Path folder;

    @Test
    void acceptsWhatIsSignedWithItsSecret() throws Exception {
        int port = FreePorts.find();
        JsonNode endpoint = endpoint(user, "http://127.0.0.1:" + port + "/");
        Process example = run(port, endpoint.path("secret").asString());
        try {
            queue(failureOf(user));
            awaitDelivery(endpoint, "delivered");
            await().atMost(PATIENCE).until(() -> printed().contains("accepted {\"type\":\"document.failed\""));
        } finally {
            stop(example);
        }
    }

    @Test
    void rejectsWhatIsSignedWithAnother() throws Exception {
        int port = FreePorts.find();
        JsonNode endpoint = endpoint(user, "http://127.0.0.1:" + port + "/");
        Process example = run(port, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        try {
            queue(failureOf(user));
            JsonNode delivery = awaitDelivery(endpoint, "failed");
            assertThat(delivery.at("/attempts/0/statusCode").asInt()).isEqualTo(401);
            assertThat(printed())
                    .contains("listening at port " + port, "rejected {")
                    .doesNotContain("accepted");
        } finally {
            stop(example);
        }
    }

    private Process run(int port, String secret) throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
        assertThat(example.find()).isTrue();
        String source = example.group(1);
        assertThat(source.lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
        Path file = Files.writeString(folder.resolve("Receiver.java"), source);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        file.toString(),
                        Integer.toString(port),
                        secret)
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
        await().atMost(PATIENCE).until(() -> isListening(port));
        return process;
    }

    private Path output() {
        return folder.resolve("output.txt");
    }

    private String printed() throws IOException {
        return Files.readString(output());
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void stop(Process example) throws InterruptedException {
        example.destroy();
        assertThat(example.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
}
