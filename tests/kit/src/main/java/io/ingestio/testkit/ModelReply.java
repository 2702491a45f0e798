package io.ingestio.testkit;

import java.time.Duration;
import java.util.Map;

/** What {@link ScriptedModelServer} sends back to one call. */
public sealed interface ModelReply {

    /** A whole answer: {@code content} as the message, 100 prompt and 50 completion tokens. */
    static ModelReply json(String content) {
        return new Answer(content, "stop", 100, 50);
    }

    /** An HTTP error with OpenAI's error body. */
    static ModelReply error(int status, String code) {
        return new Failure(status, code, Map.of());
    }

    /** 429 that says how many seconds to wait. */
    static ModelReply throttled(int retryAfterSeconds) {
        return new Failure(429, "rate_limit_exceeded", Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
    }

    /** Status 200 and half of the body, then the connection closes. */
    static ModelReply brokenOff() {
        return new BrokenOff();
    }

    /** No answer, for as long as the server runs. */
    static ModelReply hang() {
        return new Hang();
    }

    /** This reply, but later than the server's usual latency. */
    default ModelReply after(Duration latency) {
        return new Late(latency, this);
    }

    /**
     * @param content the message's text
     * @param finishReason {@code stop}, or {@code length} when the token limit was hit
     */
    record Answer(String content, String finishReason, int promptTokens, int completionTokens) implements ModelReply {}

    /** @param code the body's {@code error.code} */
    record Failure(int status, String code, Map<String, String> headers) implements ModelReply {}

    record BrokenOff() implements ModelReply {}

    record Hang() implements ModelReply {}

    /** @param latency from the call's arrival, instead of the server's own */
    record Late(Duration latency, ModelReply reply) implements ModelReply {}
}
