package io.ingestio.export.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

public enum ExportType {
    /** One row per document. */
    NORMAL,
    /** One row per item of one array field, the other fields repeated. */
    MULTI_ROW;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ExportType> of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(wireName))
                .findFirst();
    }
}
