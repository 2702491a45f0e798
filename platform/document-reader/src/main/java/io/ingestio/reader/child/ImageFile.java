package io.ingestio.reader.child;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import io.ingestio.reader.FileType;
import io.ingestio.reader.RejectionCode;
import io.ingestio.reader.wire.Request.Limits;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** An image file whose pages and their sizes are known before any pixel is decoded. */
record ImageFile(Path path, List<ImageReaderSpi> decoders, List<Frame> frames) {
    private static final long ENOUGH_TO_FIND_ERRORS = 1_000_000;

    /**
     * A page of an image file, as its header describes it.
     *
     * @param index in the file, from 0, those that are no pages included
     * @param storedWidth before it is turned
     */
    record Frame(int index, int storedWidth, int storedHeight, Orientation orientation) {

        /** As displayed. */
        int width() {
            return orientation.swapsSides() ? storedHeight : storedWidth;
        }

        int height() {
            return orientation.swapsSides() ? storedWidth : storedHeight;
        }

        long pixels() {
            return (long) storedWidth * storedHeight;
        }
    }

    static ImageFile open(UntrustedFile file, Limits limits) throws RejectedFile {
        Path path = file.path();
        try (ImageInputStream in = ImageIO.createImageInputStream(path.toFile())) {
            List<ImageReaderSpi> decoders = decoders(in);
            List<Frame> frames = file.type() == FileType.TIFF
                    ? TiffPages.read(in, limits.maxPages() + 1)
                    : List.of(only(in, decoders.getFirst(), path));
            requireWithinLimits(frames, limits);
            return new ImageFile(path, decoders, frames);
        } catch (IOException | RuntimeException e) {
            throw new RejectedFile(RejectionCode.UNREADABLE_IMAGE);
        }
    }

    /** Every decoder that knows the format: one may read what another cannot. */
    private static List<ImageReaderSpi> decoders(ImageInputStream in) throws RejectedFile {
        List<ImageReaderSpi> decoders = new ArrayList<>();
        Iterator<ImageReader> found = ImageIO.getImageReaders(in);
        found.forEachRemaining(reader -> decoders.add(reader.getOriginatingProvider()));
        if (decoders.isEmpty()) {
            throw new RejectedFile(RejectionCode.UNREADABLE_IMAGE);
        }
        return decoders;
    }

    private static Frame only(ImageInputStream in, ImageReaderSpi decoder, Path path) throws IOException {
        ImageReader reader = decoder.createReaderInstance();
        try {
            in.seek(0);
            reader.setInput(in, false, true);
            return new Frame(0, reader.getWidth(0), reader.getHeight(0), orientation(path));
        } finally {
            reader.dispose();
        }
    }

    /** Of the EXIF data in a JPEG, PNG or WebP; upright where there are none, or damaged ones. */
    private static Orientation orientation(Path path) {
        try {
            var exif = ImageMetadataReader.readMetadata(path.toFile()).getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer value = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            return Orientation.of(value == null ? 1 : value);
        } catch (ImageProcessingException | IOException | RuntimeException e) {
            return Orientation.UPRIGHT;
        }
    }

    private static void requireWithinLimits(List<Frame> frames, Limits limits) throws RejectedFile {
        if (frames.isEmpty()) {
            throw new RejectedFile(RejectionCode.UNREADABLE_IMAGE);
        }
        if (frames.size() > limits.maxPages()) {
            throw RejectedFile.tooManyPages(limits);
        }
        for (Frame frame : frames) {
            if (frame.pixels() > limits.maxImagePixels()) {
                throw new RejectedFile(
                        RejectionCode.RESOURCE_LIMIT,
                        String.format(
                                Locale.ROOT,
                                "The image has %,d × %,d pixels, more than can be read. Save it in a smaller size.",
                                frame.storedWidth(),
                                frame.storedHeight()));
            }
        }
    }

    /** Decodes a whole page as it is displayed, sampled down to about {@code maxPixels}. */
    BufferedImage decode(Frame frame, long maxPixels) throws RejectedFile {
        int step = (int) Math.max(1, Math.ceil(Math.sqrt((double) frame.pixels() / maxPixels)));
        for (ImageReaderSpi decoder : decoders) {
            try {
                return frame.orientation().display(decode(decoder, frame.index(), step));
            } catch (IOException | RuntimeException e) {
                // The next decoder may do better.
            }
        }
        throw new RejectedFile(RejectionCode.UNREADABLE_IMAGE);
    }

    private BufferedImage decode(ImageReaderSpi decoder, int index, int step) throws IOException {
        ImageReader reader = decoder.createReaderInstance();
        try (ImageInputStream in = ImageIO.createImageInputStream(path.toFile())) {
            reader.setInput(in, false, true);
            ImageReadParam sampled = reader.getDefaultReadParam();
            sampled.setSourceSubsampling(step, step, 0, 0);
            return reader.read(index, sampled);
        } finally {
            reader.dispose();
        }
    }

    /** Decodes the first page only to find errors. */
    void requireDecodable() throws RejectedFile {
        decode(frames.getFirst(), ENOUGH_TO_FIND_ERRORS);
    }
}
