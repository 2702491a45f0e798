package io.ingestio.extraction.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

public final class ModelFailure extends RuntimeException {
    public enum Kind { THROTTLED, UNAVAILABLE, TIMEOUT, BAD_OUTPUT, ACCOUNT, DOCUMENT }

    private final Kind kind;
    private final String code;
    private final @Nullable Duration retryAfter;

    public ModelFailure(Kind kind, String code, String detail, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(detail, cause);
        this.kind = kind;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
