package io.ingestio.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The part of OpenAI's chat wire format that the scripted model speaks. */
final class ChatWire {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ChatWire() {}

    /** The text of all messages: a message's content is a string, or parts of which some are text. */
    static String textOf(InputStream request) {
        return JSON.readTree(request).path("messages").values().stream()
                .map(message -> message.path("content"))
                .flatMap(content -> content.isString()
                        ? Stream.of(content)
                        : content.values().stream().map(part -> part.path("text")))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .collect(Collectors.joining("\n"));
    }

    /** Sends a reply; the caller handles {@link ModelReply.Hang} and {@link ModelReply.Late}. */
    static void write(HttpExchange exchange, ModelReply reply) throws IOException {
        switch (reply) {
            case ModelReply.Answer answer -> send(exchange, 200, Map.of(), bytes(completion(answer)));
            case ModelReply.Failure failure ->
                send(exchange, failure.status(), failure.headers(), bytes(errorBody(failure)));
            case ModelReply.BrokenOff _ -> sendHalf(exchange);
            case ModelReply.Hang _, ModelReply.Late _ ->
                throw new IllegalArgumentException("not a reply to write: " + reply);
        }
    }

    private static Map<String, Object> completion(ModelReply.Answer answer) {
        return Map.of(
                "id",
                "chatcmpl-" + UUID.randomUUID(),
                "object",
                "chat.completion",
                "created",
                0,
                "model",
                "scripted",
                "choices",
                List.of(Map.of(
                        "index", 0,
                        "finish_reason", answer.finishReason(),
                        "message", Map.of("role", "assistant", "content", answer.content()))),
                "usage",
                Map.of(
                        "prompt_tokens", answer.promptTokens(),
                        "completion_tokens", answer.completionTokens(),
                        "total_tokens", answer.promptTokens() + answer.completionTokens()));
    }

    private static Map<String, Object> errorBody(ModelReply.Failure failure) {
        return Map.of("error", Map.of("message", "scripted failure", "type", failure.code(), "code", failure.code()));
    }

    private static byte[] bytes(Map<String, Object> body) {
        return JSON.writeValueAsBytes(body);
    }

    private static void send(HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Declares the length of the whole body, sends half of it and closes the connection. */
    private static void sendHalf(HttpExchange exchange) throws IOException {
        byte[] body = bytes(completion(new ModelReply.Answer("{}", "stop", 1, 1)));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(Arrays.copyOf(body, body.length / 2));
        exchange.getResponseBody().flush();
    }
}
