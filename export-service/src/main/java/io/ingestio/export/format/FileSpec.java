package io.ingestio.export.format;

/**
 * What kind of file is written.
 *
 * @param asRows whether a JSON file has rows with their cells by column; otherwise it has the documents as they were extracted
 * @param csv    for CSV files
 */
public record FileSpec(ExportFormat format, boolean asRows, CsvStyle csv) {

    /** JSON without rows has no columns, so no number of them is too many. */
    public boolean hasColumns() {
        return asRows || !format.isJson();
    }
}
