package io.ingestio.export.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

public enum ExportFormat {
    CSV("text/csv; charset=utf-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    JSON("application/json"),
    /** One JSON text a line. */
    JSONL("application/jsonl");

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    public boolean isJson() {
        return this == JSON || this == JSONL;
    }

    /** In the API, in the database, and as the extension of the file. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ExportFormat> of(String wireName) {
        return Arrays.stream(values())
                .filter(format -> format.wireName().equals(wireName))
                .findFirst();
    }
}
