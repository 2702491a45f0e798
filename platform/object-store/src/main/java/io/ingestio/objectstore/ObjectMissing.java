package io.ingestio.objectstore;

import org.jspecify.annotations.Nullable;

/** No object has this key; a repetition does not help. */
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
