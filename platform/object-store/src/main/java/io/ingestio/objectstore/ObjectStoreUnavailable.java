package io.ingestio.objectstore;

import io.ingestio.background.TransientFailure;

/** The store is unreachable, overloaded or rejects our credentials; the SDK's retries are already used up. */
public final class ObjectStoreUnavailable extends ObjectStoreFailure implements TransientFailure {

    ObjectStoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String code() {
        return "object_store_unavailable";
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
