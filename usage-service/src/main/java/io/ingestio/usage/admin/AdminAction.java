package io.ingestio.usage.admin;

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
        String actor, String action, String target, String reason, @Nullable Object before, @Nullable Object after) {}
