package io.ingestio.models.ocr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The language data on the class path: English from tess4j, German beside this class. Tesseract reads them from a folder. */
final class LanguageData {

    private LanguageData() {}

    /**
     * Unpacks the languages into the folder.
     *
     * @throws IllegalStateException for a language that is not on the class path
     */
    static void unpack(List<String> languages, Path folder) throws IOException {
        for (String language : languages) {
            try (InputStream data = open(language)) {
                if (data == null) {
                    throw new IllegalStateException("The embedded OCR engine has no data for the language " + language
                            + "; it has eng and deu, others need ingestio.ocr.engine=tesseract");
                }
                Files.copy(data, folder.resolve(language + ".traineddata"));
            }
        }
    }

    private static @Nullable InputStream open(String language) throws IOException {
        InputStream packed = LanguageData.class.getResourceAsStream(language + ".traineddata.gz");
        return packed != null
                ? new GZIPInputStream(packed)
                : LanguageData.class.getResourceAsStream("/tessdata/" + language + ".traineddata");
    }
}
