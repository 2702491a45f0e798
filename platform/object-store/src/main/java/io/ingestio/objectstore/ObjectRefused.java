package io.ingestio.objectstore;

import org.jspecify.annotations.Nullable;

/** The store works but refuses this object, such as by a policy or because of its key; a repetition does not help. */
public final class ObjectRefused extends ObjectStoreFailure {

    ObjectRefused(String key, String reason, @Nullable Throwable cause) {
        super("object " + key + " refused: " + reason, cause);
    }

    @Override
    public String code() {
        return "object_refused";
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
