package io.ingestio.usage.admin;

import io.ingestio.http.FieldErrors;
import io.ingestio.http.Text;
import org.jspecify.annotations.Nullable;

/**
 * One deed of an administrator.
 *
 * @param actor  the administrator: the subject of the token
 * @param action what was done, as {@code tier.change}
 * @param target the user, the tier or the event it was done to
 * @param reason in the administrator's words
 * @param before what it changed, as it was; written as JSON; null for what was not there
 * @param after  as it is now
 */
public record AdminAction(
        String actor,
        String action,
        String target,
        String reason,
        @Nullable Object before,
        @Nullable Object after) {

    private static final int MAX_TARGET = 255;
    private static final int MAX_REASON = 1000;

    /** Checks what every deed needs of its caller. The reason is {@code reason} in the request. */
    public static FieldErrors check(String target, @Nullable String reason) {
        return new FieldErrors()
                .require(Text.isGiven(target, MAX_TARGET), "id", "must have 1 to " + MAX_TARGET + " characters")
                .require(Text.isGiven(reason, MAX_REASON), "reason", "must have 1 to " + MAX_REASON + " characters");
    }
}
