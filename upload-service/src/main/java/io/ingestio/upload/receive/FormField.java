package io.ingestio.upload.receive;

import io.ingestio.contracts.request.TextLimits;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The fields of a submission, with the most bytes that a legal value may have, and some more: too long is for its rule to say. */
enum FormField {
    PROMPT_STRATEGY("promptStrategy", 1024),
    BATCH_NAME("batchName", 16 * 1024),
    GLOBAL_PROMPT("globalPrompt", 2 * 4 * TextLimits.PROMPT),
    /** A JSON array; a character is at most {@code \\uXXXX}. */
    PER_DOCUMENT_PROMPTS("perDocumentPrompts", 100 * 6 * TextLimits.PROMPT + 64 * 1024),
    SCHEMA("schema", 256 * 1024);

    private final String wireName;
    private final int maxBytes;

    FormField(String wireName, int maxBytes) {
        this.wireName = wireName;
        this.maxBytes = maxBytes;
    }

    String wireName() {
        return wireName;
    }

    int maxBytes() {
        return maxBytes;
    }

    /** Of a whole form. */
    static int maxBytesOfAll() {
        return Arrays.stream(values()).mapToInt(FormField::maxBytes).sum();
    }

    static String names() {
        return Arrays.stream(values()).map(FormField::wireName).collect(Collectors.joining(", "));
    }

    static Optional<FormField> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(field -> field.wireName.equals(name))
                .findFirst();
    }
}
