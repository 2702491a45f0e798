package io.ingestio.objectstore;

/** The store cannot be reached, is overloaded, or refuses us; its own few retries are already used up. */
public final class ObjectStoreUnavailable extends ObjectStoreFailure {

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
