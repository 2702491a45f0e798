package io.ingestio.models.ocr;

import io.ingestio.reader.Word;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A word as an engine read it.
 *
 * @param word with its box in pixels
 * @param confidence 0 to 100, the engine's own
 */
record OcrWord(Word word, double confidence) {

    private static final String WORD_LEVEL = "5";
    private static final int COLUMNS = 12;

    /** The words of Tesseract's TSV output. */
    static Stream<OcrWord> ofTsv(String tsv) {
        return tsv.lines().map(OcrWord::ofRow).flatMap(Optional::stream);
    }

    private static Optional<OcrWord> ofRow(String row) {
        String[] columns = row.split("\t", -1);
        if (columns.length != COLUMNS || !columns[0].equals(WORD_LEVEL) || columns[11].isBlank()) {
            return Optional.empty();
        }
        var word = new Word(
                columns[11].strip(),
                Float.parseFloat(columns[6]),
                Float.parseFloat(columns[7]),
                Float.parseFloat(columns[8]),
                Float.parseFloat(columns[9]));
        return Optional.of(new OcrWord(word, Double.parseDouble(columns[10])));
    }
}
