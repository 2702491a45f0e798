package io.ingestio.reader;

import io.ingestio.reader.parent.ChildClasspath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How children are run, and their limits.
 *
 * @param javaExecutable the {@code java} that runs a child
 * @param classpath jars and folders of the child: PDFBox, the image decoders and this module, nothing else
 * @param heapMegabytes a child that needs more dies, and its document is rejected with {@code resource_limit}
 * @param wallClock for one request, the start of a child included; a child that needs longer is killed
 * @param maxChildren how many files are read at once; further requests wait in order
 * @param idleAfter a child that was idle for this long is stopped
 * @param maxPages of a PDF
 * @param maxPagePixels of a rendered page, and of any page at 72 dpi; rendering needs four bytes of the child's heap for each
 * @param maxImagePixels of an image file; 64 million admits photos of telephones and bounds what a JPEG can allocate
 * @param maxCharacters of a document's text layer; more would exhaust the heap of the caller
 */
public record ReaderSettings(
        Path javaExecutable,
        List<Path> classpath,
        int heapMegabytes,
        Duration wallClock,
        int maxChildren,
        Duration idleAfter,
        int maxPages,
        long maxPagePixels,
        long maxImagePixels,
        long maxCharacters) {

    public ReaderSettings {
        classpath = List.copyOf(classpath);
        if (classpath.isEmpty()) {
            throw new IllegalArgumentException("a child needs a class path");
        }
        if (heapMegabytes < 32
                || maxChildren < 1
                || maxPages < 1
                || maxPagePixels < 1
                || maxImagePixels < 1
                || maxCharacters < 1) {
            throw new IllegalArgumentException("limits are positive, and a child needs 32 MB");
        }
        if (!wallClock.isPositive() || !idleAfter.isPositive()) {
            throw new IllegalArgumentException("durations are positive");
        }
    }

    /** The running JVM's own {@code java} and libraries, 256 MB, 20 s, two children, 2,000 pages, 40 megapixels. */
    public static ReaderSettings defaults() {
        return new ReaderSettings(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                ChildClasspath.discover(),
                256,
                Duration.ofSeconds(20),
                2,
                Duration.ofMinutes(2),
                2_000,
                40_000_000,
                64_000_000,
                20_000_000);
    }

    public ReaderSettings withClasspath(List<Path> other) {
        return new ReaderSettings(
                javaExecutable,
                other,
                heapMegabytes,
                wallClock,
                maxChildren,
                idleAfter,
                maxPages,
                maxPagePixels,
                maxImagePixels,
                maxCharacters);
    }

    public ReaderSettings withWallClock(Duration other) {
        return new ReaderSettings(
                javaExecutable,
                classpath,
                heapMegabytes,
                other,
                maxChildren,
                idleAfter,
                maxPages,
                maxPagePixels,
                maxImagePixels,
                maxCharacters);
    }

    public ReaderSettings withMaxChildren(int other) {
        return new ReaderSettings(
                javaExecutable,
                classpath,
                heapMegabytes,
                wallClock,
                other,
                idleAfter,
                maxPages,
                maxPagePixels,
                maxImagePixels,
                maxCharacters);
    }

    public ReaderSettings withIdleAfter(Duration other) {
        return new ReaderSettings(
                javaExecutable,
                classpath,
                heapMegabytes,
                wallClock,
                maxChildren,
                other,
                maxPages,
                maxPagePixels,
                maxImagePixels,
                maxCharacters);
    }

    public ReaderSettings withMaxPages(int other) {
        return new ReaderSettings(
                javaExecutable,
                classpath,
                heapMegabytes,
                wallClock,
                maxChildren,
                idleAfter,
                other,
                maxPagePixels,
                maxImagePixels,
                maxCharacters);
    }
}
