package io.ingestio.export.format;

/**
 * How a CSV file is written.
 *
 * @param bom          whether a byte-order mark comes first, by which spreadsheets know that it is UTF-8
 * @param delimiter    between cells
 * @param decimalComma whether numbers are written as {@code 12,50}
 */
public record CsvStyle(boolean bom, char delimiter, boolean decimalComma) {

    /** As RFC 4180 has it. */
    public static final CsvStyle PLAIN = new CsvStyle(false, ',', false);
}
