package io.ingestio.contracts.status;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The state of a document in one of its runs. Its rank is the transitions table: within a run a state is replaced only by one of
 * a higher rank, so the first of two final states stays. A new run starts again.
 */
public enum DocumentStatus {
    UPLOADED(0),
    PROCESSING(1),
    COMPLETED(2),
    FAILED(2);

    private final int rank;
    private final String wireName;

    DocumentStatus(int rank) {
        this.rank = rank;
        this.wireName = name().toLowerCase(Locale.ROOT);
    }

    /** Whether a document of this state gets the other one within the same run. */
    public boolean isReplacedBy(DocumentStatus other) {
        return other.rank > rank;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<DocumentStatus> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(status -> status.wireName.equals(name))
                .findFirst();
    }
}
