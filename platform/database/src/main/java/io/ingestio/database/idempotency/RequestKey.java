package io.ingestio.database.idempotency;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What makes two requests the same request.
 *
 * @param userId      who sent it; a key belongs to one user
 * @param key         of the header {@code Idempotency-Key}; null for a request without one, which is never a repetition
 * @param fingerprint of the request's content: the same key with other content is an error
 */
public record RequestKey(String userId, @Nullable String key, String fingerprint) {

    private static final Pattern WELL_FORMED = Pattern.compile("[\\x21-\\x7e]{1,255}");

    boolean isWellFormed() {
        return key == null || WELL_FORMED.matcher(key).matches();
    }
}
