package io.ingestio.contracts.request;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The types of documents that are distinguished; each has a default prompt. */
public enum DocumentType {
    INVOICE,
    RECEIPT,
    CV,
    BANK_STATEMENT,
    CONTRACT,
    /** None of the others. */
    OTHER;

    /** The name in the API, in events and in the database, such as {@code bank_statement}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> wireNames() {
        return Arrays.stream(values()).map(DocumentType::wireName).toList();
    }

    public static Optional<DocumentType> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(name))
                .findFirst();
    }
}
