package io.ingestio.reader.parent;

import io.ingestio.reader.child.ReaderChild;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The locations of a child's few libraries. Each is found by one of its classes, which works for jars of any name and for
 * {@code target/classes}. Not inside a jar of jars: unpack those first.
 */
public final class ChildClasspath {
    private static final List<String> NEEDED = List.of(
            ReaderChild.class.getName(),
            "org.apache.pdfbox.pdmodel.PDDocument",
            "org.apache.pdfbox.io.RandomAccessRead",
            "org.apache.fontbox.FontBoxFont",
            "org.apache.commons.logging.LogFactory",
            "tools.jackson.core.JsonParser",
            "tools.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.annotation.JsonFormat");
    private static final List<String> IMAGES = List.of(
            "com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi",
            "com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi",
            "com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi",
            "com.twelvemonkeys.imageio.ImageReaderBase",
            "com.twelvemonkeys.imageio.metadata.AbstractEntry",
            "com.twelvemonkeys.lang.Platform",
            "com.twelvemonkeys.io.FastByteArrayOutputStream",
            "com.twelvemonkeys.image.AffineTransformOp",
            "com.drew.imaging.ImageMetadataReader",
            "com.adobe.internal.xmp.XMPMeta");
    /** Without these a page that holds such an image is rejected with {@code decoder_missing}. */
    private static final List<String> DECODERS = List.of(
            "com.github.jaiimageio.jpeg2000.J2KImageReadParam",
            "com.github.jaiimageio.impl.common.ImageUtil",
            "org.apache.pdfbox.jbig2.JBIG2ImageReader");

    private ChildClasspath() {}

    public static List<Path> discover() {
        Set<Path> entries = new LinkedHashSet<>();
        NEEDED.forEach(name -> entries.add(needed(name)));
        IMAGES.forEach(name -> entries.add(needed(name)));
        for (String name : DECODERS) {
            addIfPresent(name, entries);
        }
        return List.copyOf(entries);
    }

    private static Path needed(String name) {
        try {
            return sourceOf(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The document reader needs the library of " + name, e);
        }
    }

    private static void addIfPresent(String decoder, Set<Path> entries) {
        try {
            entries.add(sourceOf(decoder));
        } catch (ClassNotFoundException e) {
            // The child rejects a page that needs it.
        }
    }

    private static Path sourceOf(String className) throws ClassNotFoundException {
        Class<?> found = Class.forName(className, false, ChildClasspath.class.getClassLoader());
        CodeSource source = found.getProtectionDomain().getCodeSource();
        try {
            URI location = source.getLocation().toURI();
            if (!"file".equals(location.getScheme())) {
                throw new IllegalStateException(
                        className + " lies inside another archive, where no child JVM can load it from: " + location);
            }
            return Path.of(location);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("No path to " + className, e);
        }
    }
}
