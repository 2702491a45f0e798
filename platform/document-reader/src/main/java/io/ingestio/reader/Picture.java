package io.ingestio.reader;

/**
 * How a page is rendered.
 *
 * @param dpi dots per inch; a pixel of an image file is a point, so 144 doubles it and 72 leaves it unchanged. 0 where the
 *     width decides
 * @param width in pixels, the height follows; an image file is not enlarged. 0 where {@code dpi} decides
 */
public record Picture(Format format, int dpi, int width) {

    /** Of the file. JPEG is for photos, which would be several times as large as PNG. */
    public enum Format {
        PNG("image/png"),
        JPEG("image/jpeg");

        private final String mimeType;

        Format(String mimeType) {
            this.mimeType = mimeType;
        }

        public String mimeType() {
            return mimeType;
        }
    }

    public Picture {
        if (dpi < 0 || width < 0 || (dpi == 0) == (width == 0)) {
            throw new IllegalArgumentException("either dpi or a width");
        }
    }

    public static Picture ofDpi(Format format, int dpi) {
        return new Picture(format, dpi, 0);
    }

    public static Picture ofWidth(Format format, int width) {
        return new Picture(format, 0, width);
    }

    /** Pixels of the picture for each point of a page that is {@code pageWidth} points wide. */
    public double scale(double pageWidth) {
        return width == 0 ? dpi / 72.0 : width / pageWidth;
    }
}
