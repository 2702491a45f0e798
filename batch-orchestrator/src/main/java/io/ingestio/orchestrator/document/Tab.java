package io.ingestio.orchestrator.document;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tabs in which a reviewer sees a batch: each shows the documents of one status, the first one all. */
enum Tab {
    ALL(null),
    /** Completed, and no reviewer has confirmed it. */
    TO_REVIEW("completed"),
    CONFIRMED("confirmed"),
    ERROR("failed");

    private final @Nullable String status;

    Tab(@Nullable String status) {
        this.status = status;
    }

    /** The status of its documents; empty for all. */
    Optional<String> status() {
        return Optional.ofNullable(status);
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Tab> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(tab -> tab.wireName().equals(name))
                .findFirst();
    }

    static List<String> wireNames() {
        return Arrays.stream(values()).map(Tab::wireName).toList();
    }
}
