package io.ingestio.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScriptedModelServerTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ScriptedModelServer model = ScriptedModelServer.start();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        client.shutdownNow();
        model.close();
    }

    @Test
    void answersWithTheUsualReplyAndItsTokens() throws Exception {
        model.usually(ModelReply.json("{\"total\": 12}"));

        JsonNode answer = JSON.readTree(ask("any document").body());

        assertThat(answer.at("/choices/0/message/content").stringValue()).isEqualTo("{\"total\": 12}");
        assertThat(answer.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
        assertThat(answer.at("/usage/total_tokens").intValue()).isEqualTo(150);
    }

    @Test
    void repliesByMarkerInTheText() throws Exception {
        model.usually(ModelReply.json("{}"))
                .onDocument(
                        "Rechnung \"7\"",
                        ModelReply.throttled(3),
                        ModelReply.error(503, "overloaded"),
                        ModelReply.json("[7]"));

        assertThat(ask("Rechnung \"7\"").headers().firstValue("Retry-After")).hasValue("3");
        assertThat(ask("Rechnung \"7\"").statusCode()).isEqualTo(503);
        assertThat(ask("Rechnung \"7\"").body()).contains("[7]");
        assertThat(ask("Rechnung \"7\"").body()).contains("[7]");
        assertThat(ask("Rechnung 8").statusCode()).isEqualTo(200);

        assertThat(model.callsWith("Rechnung \"7\"")).hasSize(4);
        assertThat(model.calls().getLast().document()).isEmpty();
    }

    @Test
    void breaksOffInTheMiddleOfABody() {
        model.usually(ModelReply.brokenOff());

        assertThatThrownBy(() -> ask("any document")).isInstanceOf(IOException.class);
    }

    @Test
    void hangsUntilTheCallerGivesUp() {
        model.usually(ModelReply.hang());

        assertThatThrownBy(
                        () -> client.send(request("x", Duration.ofMillis(200)), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(model.open()).isOne();
    }

    @Test
    void holdsHundredsOfCallsAtOnce() {
        int calls = 400;
        model.latency(Duration.ofMillis(1_500))
                .onDocument("quick", ModelReply.json("{}").after(Duration.ZERO));

        List<CompletableFuture<HttpResponse<String>>> replies = IntStream.range(0, calls)
                .mapToObj(i -> client.sendAsync(
                        request("doc " + i, Duration.ofSeconds(60)), HttpResponse.BodyHandlers.ofString()))
                .toList();

        assertThat(replies)
                .allSatisfy(reply -> assertThat(reply.join().statusCode()).isEqualTo(200));
        assertThat(model.calls()).hasSize(calls).extracting(ModelCall::number).doesNotHaveDuplicates();
        assertThat(model.mostConcurrent()).isGreaterThan(calls / 2);
    }

    private HttpResponse<String> ask(String text) throws IOException, InterruptedException {
        return client.send(request(text, Duration.ofSeconds(10)), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String text, Duration timeout) {
        var part = JSON.createObjectNode().put("type", "text").put("text", text);
        var message = JSON.createObjectNode()
                .put("role", "user")
                .set("content", JSON.createArrayNode().add(part));
        var body = JSON.createObjectNode()
                .put("model", "m")
                .set("messages", JSON.createArrayNode().add(message));
        return HttpRequest.newBuilder(URI.create(model.baseUrl() + "/chat/completions"))
                .timeout(timeout)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }
}
