package io.ingestio.models.ocr;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.models.ModelFailure;
import org.jspecify.annotations.Nullable;

/** How reading a picture can fail. */
final class OcrFailures {

    private OcrFailures() {}

    static ModelFailure unreadable() {
        return ModelFailure.document(
                ErrorCode.UNREADABLE_IMAGE, "The image could not be read. Save it again as JPEG or PNG.");
    }

    /** The configured engine or its language data are not on this machine. */
    static ModelFailure notInstalled(IllegalStateException cause) {
        return new ModelFailure(
                ModelFailure.Kind.DOCUMENT,
                ErrorCode.OCR_NOT_INSTALLED,
                "The document is an image, and no OCR engine works on this machine: " + cause.getMessage(),
                null,
                cause);
    }

    static ModelFailure timeout() {
        return new ModelFailure(
                ModelFailure.Kind.TIMEOUT, ErrorCode.OCR_TIMEOUT, "Reading the image took too long.", null, null);
    }

    static ModelFailure unavailable(@Nullable Throwable cause) {
        return new ModelFailure(
                ModelFailure.Kind.UNAVAILABLE, ErrorCode.OCR_FAILED, "The OCR engine could not be run.", null, cause);
    }
}
