package io.ingestio.models;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.reader.UnreadableDocument;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call without a usable answer. The kind decides what happens next; the code is the event's field and the meter's tag. */
public class ModelFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What failed, and so what can be done about it. */
    public enum Kind {
        /** Too many calls: wait, at least as long as {@link #retryAfter()}. */
        THROTTLED,
        /** The provider is down or cannot be reached: wait. */
        UNAVAILABLE,
        /** No answer in time: the attempt counts. */
        TIMEOUT,
        /** An answer that is not JSON of the promised shape: the attempt counts. */
        BAD_OUTPUT,
        /** Key, permission or billing: wait until an operator acts. */
        ACCOUNT,
        /** This document cannot be processed: no retry helps. */
        DOCUMENT
    }

    private final Kind kind;
    private final ErrorCode code;
    private final transient @Nullable Duration retryAfter;

    public ModelFailure(
            Kind kind, ErrorCode code, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** A fault of the document, with a sentence for its user. */
    public static ModelFailure document(ErrorCode code, String message) {
        return new ModelFailure(Kind.DOCUMENT, code, message, null, null);
    }

    /** The file cannot be read or rendered; its rejection has an error code of the same name. */
    public static ModelFailure of(UnreadableDocument fault) {
        return document(ErrorCode.valueOf(fault.code().name()), fault.code().sentence());
    }

    public Kind kind() {
        return kind;
    }

    public ErrorCode code() {
        return code;
    }

    /** The least time to wait before the next call, where the provider named one. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
