package io.ingestio.usage.admin;

import io.ingestio.http.FieldErrors;
import io.ingestio.http.Text;
import org.jspecify.annotations.Nullable;

/**
 * An audited action of an administrator.
 *
 * @param actor  the administrator: the subject of the token
 * @param action what was done, as {@code tier.change}
 * @param target the user, the tier or the event that it changed
 * @param reason in the administrator's words
 * @param before the state before, written as JSON; null where there was none
 * @param after  the state after
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

    /** Checks the target and the reason, which every action needs. The reason is {@code reason} in the request. */
    public static FieldErrors check(String target, @Nullable String reason) {
        return new FieldErrors()
                .require(Text.isGiven(target, MAX_TARGET), "id", "must have 1 to " + MAX_TARGET + " characters")
                .require(Text.isGiven(reason, MAX_REASON), "reason", "must have 1 to " + MAX_REASON + " characters");
    }
}
