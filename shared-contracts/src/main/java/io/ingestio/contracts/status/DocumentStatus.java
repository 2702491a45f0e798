package io.ingestio.contracts.status;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The state of a document in one of its runs. Its rank is the transitions table: within a run a state is replaced only by one of
 * a higher rank, so the first of two final states stays. A redo starts a new run, from a final state only.
 */
public enum DocumentStatus {
    UPLOADED(0),
    PROCESSING(1),
    COMPLETED(2),
    FAILED(2),
    CANCELLED(2);

    private static final int FINAL_RANK = 2;

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

    /** Whether the run has ended: it stays as it is, and the document can be extracted again. */
    public boolean isFinal() {
        return rank == FINAL_RANK;
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
