package io.ingestio.export.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

enum ExportType {
    /** One row per document. */
    NORMAL,
    /** One row per item of one array field, the other fields repeated. */
    MULTI_ROW;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ExportType> of(String wireName) {
        return Arrays.stream(values()).filter(type -> type.wireName().equals(wireName)).findFirst();
    }
}
