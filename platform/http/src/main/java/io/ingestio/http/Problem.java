package io.ingestio.http;

import io.ingestio.contracts.ErrorCode;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/**
 * An error answer as {@code application/problem+json} (RFC 9457). The code is stable and part of the API;
 * the detail is a sentence a person can act on.
 */
public final class Problem extends RuntimeException {

    private final HttpStatus status;
    private final ErrorCode code;
    private final boolean retryable;
    private @Nullable Duration retryAfter;
    private @Nullable String contentRange;
    private final Map<String, Object> members = new LinkedHashMap<>();

    private Problem(HttpStatus status, ErrorCode code, String detail, boolean retryable) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.retryable = retryable;
    }

    /** An error that a repetition of the same request meets again. */
    public static Problem of(HttpStatus status, ErrorCode code, String detail) {
        return new Problem(status, code, detail, false);
    }

    /** A temporary error: the same request may succeed later. */
    public static Problem retryable(HttpStatus status, ErrorCode code, String detail) {
        return new Problem(status, code, detail, true);
    }

    /** The answer for another user's id and for an unknown one alike. */
    public static Problem notFound(String what) {
        return of(HttpStatus.NOT_FOUND, ErrorCode.NOT_FOUND, "There is no such " + what + ".");
    }

    /** Adds a member to the body. */
    public Problem with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /** Adds the header {@code Retry-After}. */
    public Problem after(Duration wait) {
        retryAfter = wait;
        return this;
    }

    /** Adds the header {@code Content-Range}, which a 416 has. */
    public Problem ofContentRange(String range) {
        contentRange = range;
        return this;
    }

    public HttpStatus status() {
        return status;
    }

    public ErrorCode code() {
        return code;
    }

    public boolean retryable() {
        return retryable;
    }

    /** The headers of the answer. */
    public HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds()));
        }
        if (contentRange != null) {
            headers.set(HttpHeaders.CONTENT_RANGE, contentRange);
        }
        return headers;
    }

    /** The body of the answer. */
    public ProblemDetail body(String requestId) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, getMessage());
        body.setType(URI.create("urn:ingestio:problem:" + code.wireName()));
        members.forEach(body::setProperty);
        body.setProperty("code", code.wireName());
        body.setProperty("retryable", retryable);
        body.setProperty("requestId", requestId);
        return body;
    }
}
