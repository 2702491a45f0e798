package io.ingestio.export.format;

import io.ingestio.export.rows.ColumnChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the file of an export is laid out, as it is stored with the export.
 *
 * @param confirmedOnly whether documents are left out whose current version is not confirmed
 * @param sheetPerArray whether each array has a sheet of its own
 * @param columns       those of the file, in their order; null for all
 * @param csv           null for {@link CsvStyle#PLAIN}
 */
public record ExportOptions(
        boolean confirmedOnly,
        boolean sheetPerArray,
        @Nullable List<ColumnChoice> columns,
        @Nullable CsvStyle csv) {

    public static final ExportOptions NONE = new ExportOptions(false, false, null, null);

    private static final JsonMapper JSON = new JsonMapper();

    public static ExportOptions of(@Nullable String json) {
        return json == null ? NONE : JSON.readValue(json, ExportOptions.class);
    }

    /** The same text for the same options. */
    public String toJson() {
        return JSON.writeValueAsString(this);
    }

    public CsvStyle csvStyle() {
        return csv == null ? CsvStyle.PLAIN : csv;
    }
}
