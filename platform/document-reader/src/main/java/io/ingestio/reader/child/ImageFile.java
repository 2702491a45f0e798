package io.ingestio.reader.child;

import io.ingestio.reader.RejectionCode;
import io.ingestio.reader.wire.Request.Limits;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** An image file whose size is known before any of its pixels is decoded. */
final class ImageFile implements AutoCloseable {
    private final ImageInputStream in;
    private final ImageReader reader;
    private final int width;
    private final int height;

    private ImageFile(ImageInputStream in, ImageReader reader, int width, int height) {
        this.in = in;
        this.reader = reader;
        this.width = width;
        this.height = height;
    }

    static ImageFile open(Path path, Limits limits) throws RejectedFile {
        try {
            ImageInputStream in = ImageIO.createImageInputStream(path.toFile());
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new RejectedFile(RejectionCode.UNREADABLE_IMAGE);
            }
            ImageReader reader = readers.next();
            reader.setInput(in);
            var image = new ImageFile(in, reader, reader.getWidth(0), reader.getHeight(0));
            if ((long) image.width * image.height > limits.maxImagePixels()) {
                image.close();
                throw new RejectedFile(
                        RejectionCode.RESOURCE_LIMIT,
                        String.format(
                                Locale.ROOT,
                                "The image has %,d × %,d pixels, more than can be read. Save it in a smaller size.",
                                image.width,
                                image.height));
            }
            return image;
        } catch (IOException | RuntimeException e) {
            throw new RejectedFile(RejectionCode.UNREADABLE_IMAGE);
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Decodes the whole image, sampled down to about {@code maxPixels}. */
    BufferedImage decode(long maxPixels) throws RejectedFile {
        int step = (int) Math.ceil(Math.sqrt((double) width * height / maxPixels));
        ImageReadParam sampled = reader.getDefaultReadParam();
        sampled.setSourceSubsampling(Math.max(1, step), Math.max(1, step), 0, 0);
        try {
            return reader.read(0, sampled);
        } catch (IOException | RuntimeException e) {
            throw new RejectedFile(RejectionCode.UNREADABLE_IMAGE);
        }
    }

    /** Decodes only to find errors. A CMYK photo cannot be converted to RGB here, but it decodes as a raster and so is accepted. */
    void requireDecodable() throws RejectedFile {
        try {
            decode(1_000_000);
        } catch (RejectedFile rejected) {
            requireRaster(rejected);
        }
    }

    private void requireRaster(RejectedFile rejected) throws RejectedFile {
        ImageReadParam sampled = reader.getDefaultReadParam();
        int step = Math.max(1, (int) Math.ceil(Math.sqrt(width * (double) height / 1_000_000)));
        sampled.setSourceSubsampling(step, step, 0, 0);
        try {
            if (!reader.canReadRaster()) {
                throw rejected;
            }
            reader.readRaster(0, sampled);
        } catch (IOException | RuntimeException e) {
            throw rejected;
        }
    }

    @Override
    public void close() {
        reader.dispose();
        try {
            in.close();
        } catch (IOException e) {
            // Nothing was written, so nothing is lost.
        }
    }
}
