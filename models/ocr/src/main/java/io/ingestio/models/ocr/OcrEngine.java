package io.ingestio.models.ocr;

import io.ingestio.models.ModelFailure;
import java.nio.file.Path;
import java.util.List;

/** One way to read a picture. Blocks its caller; safe for several threads. */
interface OcrEngine extends AutoCloseable {

    /** How ink is separated from paper. */
    enum Threshold {
        /** One threshold for the whole picture (Otsu): right for even prints. */
        GLOBAL,
        /** A threshold for each neighbourhood: right for faint print and shadows. */
        LOCAL;

        /** The value of Tesseract's variable {@code thresholding_method}. */
        String variable() {
            return Integer.toString(ordinal());
        }
    }

    /**
     * @param image PNG or JPEG, untrusted
     * @param language Tesseract's name, such as {@code eng}
     * @return the words in reading order, with boxes in the picture's pixels
     * @throws ModelFailure {@code unreadable_image}, {@code ocr_timeout} or {@code ocr_failed}
     */
    List<OcrWord> read(Path image, String language, Threshold threshold);

    @Override
    void close();
}
