package io.ingestio.contracts.status;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The state of a batch, as users, events and tables name it. */
public enum BatchStatus {
    /** A draft: it still receives files. Also a batch of which only documents are known, which users do not see. */
    PENDING_UPLOAD(false),
    /** No document has started. */
    QUEUED(false),
    /** A document has started, and not all have ended. */
    PROCESSING(false),
    /** Every document succeeded, or all were deleted. */
    COMPLETED(true),
    /** At least one document succeeded and at least one failed. */
    PARTIALLY_COMPLETED(true),
    /** No document succeeded. */
    FAILED(true),
    /** At least one document was cancelled, and those that had ended before stay as they are; or a draft was discarded by its user. */
    CANCELLED(true);

    private final boolean isFinal;
    private final String wireName;

    BatchStatus(boolean isFinal) {
        this.isFinal = isFinal;
        this.wireName = name().toLowerCase(Locale.ROOT);
    }

    /** Whether every document has ended. */
    public boolean isFinal() {
        return isFinal;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<BatchStatus> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(status -> status.wireName.equals(name))
                .findFirst();
    }
}
