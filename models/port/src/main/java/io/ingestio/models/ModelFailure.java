package io.ingestio.models;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call that gave no answer. Its kind decides what happens next; its code is the meter's tag and the event's field. */
public class ModelFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure, hence who has to act. */
    public enum Kind {
        /** Too many calls: wait, at least as long as {@link #retryAfter()}. */
        THROTTLED,
        /** The provider is down or cannot be reached: wait. */
        UNAVAILABLE,
        /** No answer in time: try again. */
        TIMEOUT,
        /** An answer that is no JSON of the promised shape: try again a little. */
        BAD_OUTPUT,
        /** Key, permission or billing: an operator must act. */
        ACCOUNT,
        /** This document cannot be processed: trying again is pointless. */
        DOCUMENT
    }

    private final Kind kind;
    private final String code;
    private final transient @Nullable Duration retryAfter;

    public ModelFailure(
            Kind kind, String code, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** A fault of the document, with a sentence for its owner. */
    public static ModelFailure document(String code, String message) {
        return new ModelFailure(Kind.DOCUMENT, code, message, null, null);
    }

    public Kind kind() {
        return kind;
    }

    /** Stable, in snake case, such as {@code ocr_not_installed}. */
    public String code() {
        return code;
    }

    /** The least time to wait before the next call, where the provider named one. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
