package io.ingestio.contracts.request;

import java.util.Arrays;
import java.util.Optional;

/** How a document of a batch gets its prompt. */
public enum PromptStrategy {
    /** One prompt for every document. */
    GLOBAL("global"),
    /** A prompt of its own for each document. */
    PER_DOCUMENT("per_document"),
    /** The document is classified and gets the default prompt of its type. */
    AUTO("auto");

    private final String wireName;

    PromptStrategy(String wireName) {
        this.wireName = wireName;
    }

    /** The name in the API, in events and in the database. */
    public String wireName() {
        return wireName;
    }

    public static Optional<PromptStrategy> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(strategy -> strategy.wireName.equals(name))
                .findFirst();
    }
}
