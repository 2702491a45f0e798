package io.ingestio.orchestrator.batch;

import java.util.Locale;

/** The state of a batch as the user sees it. */
enum BatchStatus {
    PENDING_UPLOAD,
    QUEUED,
    PROCESSING,
    COMPLETED,
    PARTIALLY_COMPLETED,
    FAILED,
    CANCELLED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BatchStatus ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
