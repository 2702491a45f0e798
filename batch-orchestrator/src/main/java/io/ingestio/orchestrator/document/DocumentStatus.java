package io.ingestio.orchestrator.document;

import java.util.Locale;

/**
 * How far a document has come. Within one run a status is only ever replaced by one of a higher rank; a new run starts again.
 */
public enum DocumentStatus {
    UPLOADED(0),
    PROCESSING(1),
    COMPLETED(2),
    FAILED(2),
    CANCELLED(2),
    /** A reviewer has confirmed the completed data. */
    CONFIRMED(3);

    private final int rank;

    DocumentStatus(int rank) {
        this.rank = rank;
    }

    int rank() {
        return rank;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DocumentStatus ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
