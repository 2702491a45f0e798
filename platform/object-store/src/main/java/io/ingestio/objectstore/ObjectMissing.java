package io.ingestio.objectstore;

import org.jspecify.annotations.Nullable;

/** There is no object under the key. Asking again does not help. */
public final class ObjectMissing extends ObjectStoreFailure {

    ObjectMissing(String key, @Nullable Throwable cause) {
        super("no object " + key, cause);
    }

    @Override
    public String code() {
        return "object_missing";
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
