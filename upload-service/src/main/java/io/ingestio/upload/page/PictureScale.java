package io.ingestio.upload.page;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import io.ingestio.reader.Picture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * How large a picture of a page is.
 *
 * @param dpi 0 where the width decides
 * @param width in pixels; 0 where {@code dpi} decides
 */
record PictureScale(int dpi, int width) {
    private static final int USUAL_WIDTH = 1200;
    private static final int LEAST_WIDTH = 16;
    private static final int MOST_WIDTH = 4000;
    private static final int LEAST_DPI = 18;
    private static final int MOST_DPI = 300;

    /** @throws Problem 422 {@code invalid_request} for both, or one out of bounds */
    static PictureScale of(@Nullable Integer dpi, @Nullable Integer width) {
        if (dpi != null && width != null) {
            throw invalid("Give either dpi or width.");
        }
        if (dpi != null) {
            return new PictureScale(within(dpi, LEAST_DPI, MOST_DPI, "dpi"), 0);
        }
        return new PictureScale(0, within(width == null ? USUAL_WIDTH : width, LEAST_WIDTH, MOST_WIDTH, "width"));
    }

    private static int within(int value, int least, int most, String name) {
        if (value < least || value > most) {
            throw invalid(name + " is from " + least + " to " + most + ".");
        }
        return value;
    }

    private static Problem invalid(String detail) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, ErrorCode.INVALID_REQUEST, detail);
    }

    String name() {
        return width == 0 ? "d" + dpi : "w" + width;
    }

    /** Photos as JPEG, everything else as PNG, which keeps letters sharp. */
    Picture picture(String mimeType) {
        Picture.Format format =
                switch (mimeType) {
                    case "image/jpeg", "image/webp" -> Picture.Format.JPEG;
                    default -> Picture.Format.PNG;
                };
        return new Picture(format, dpi, width);
    }
}
