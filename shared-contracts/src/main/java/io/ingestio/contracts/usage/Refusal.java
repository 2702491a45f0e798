package io.ingestio.contracts.usage;

import io.ingestio.contracts.ErrorCode;
import java.util.Arrays;
import java.util.Optional;

/** Why usage does not admit a submission. Every refusal is an {@link ErrorCode} of the public API under the same wire name. */
public enum Refusal {
    TIER_NOT_ELIGIBLE(ErrorCode.TIER_NOT_ELIGIBLE),
    SUBSCRIPTION_INACTIVE(ErrorCode.SUBSCRIPTION_INACTIVE),
    TOO_MANY_FILES(ErrorCode.TOO_MANY_FILES),
    QUOTA_EXHAUSTED(ErrorCode.QUOTA_EXHAUSTED),
    DAILY_LIMIT_REACHED(ErrorCode.DAILY_LIMIT_REACHED),
    RATE_LIMITED(ErrorCode.RATE_LIMITED);

    private final ErrorCode code;

    Refusal(ErrorCode code) {
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    public String wireName() {
        return code.wireName();
    }

    /** Empty for a refusal that a newer usage service has added. */
    public static Optional<Refusal> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.wireName().equals(name))
                .findFirst();
    }
}
