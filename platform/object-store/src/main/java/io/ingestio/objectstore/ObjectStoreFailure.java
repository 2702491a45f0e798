package io.ingestio.objectstore;

import org.jspecify.annotations.Nullable;

/** A failed operation of the object store. The code is used in metrics, the API and events. */
public abstract sealed class ObjectStoreFailure extends RuntimeException
        permits ObjectMissing, ObjectRefused, ObjectStoreUnavailable {

    ObjectStoreFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Stable; one of {@code object_missing}, {@code object_refused}, {@code object_store_unavailable}. */
    public abstract String code();

    /** Whether the same call may succeed later. */
    public abstract boolean retryable();
}
