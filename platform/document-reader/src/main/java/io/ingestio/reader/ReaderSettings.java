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
 * @param maxChildren how many files are read at once for all shares that have one; a share that has none may start one more
 */
public record ReaderSettings(Path javaExecutable, List<Path> classpath, int maxChildren, ReaderLimits limits) {

    public ReaderSettings {
        classpath = List.copyOf(classpath);
        if (classpath.isEmpty()) {
            throw new IllegalArgumentException("a child needs a class path");
        }
        if (maxChildren < 1) {
            throw new IllegalArgumentException("there is at least one child");
        }
    }

    /** The running JVM's own {@code java} and libraries. */
    public static ReaderSettings of(ReaderLimits limits, int maxChildren) {
        return new ReaderSettings(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                ChildClasspath.discover(),
                maxChildren,
                limits);
    }

    /** The default limits and two children. */
    public static ReaderSettings defaults() {
        return of(ReaderLimits.defaults(), 2);
    }

    public ReaderSettings withClasspath(List<Path> other) {
        return new ReaderSettings(javaExecutable, other, maxChildren, limits);
    }

    public ReaderSettings withMaxChildren(int other) {
        return new ReaderSettings(javaExecutable, classpath, other, limits);
    }

    public ReaderSettings withLimits(ReaderLimits other) {
        return new ReaderSettings(javaExecutable, classpath, maxChildren, other);
    }

    public ReaderSettings withWallClock(Duration other) {
        return withLimits(new ReaderLimits(
                limits.heapMegabytes(),
                other,
                limits.idleAfter(),
                limits.maxPages(),
                limits.maxPagePixels(),
                limits.maxImagePixels(),
                limits.maxCharacters()));
    }

    public ReaderSettings withIdleAfter(Duration other) {
        return withLimits(new ReaderLimits(
                limits.heapMegabytes(),
                limits.wallClock(),
                other,
                limits.maxPages(),
                limits.maxPagePixels(),
                limits.maxImagePixels(),
                limits.maxCharacters()));
    }

    public ReaderSettings withMaxPages(int other) {
        return withLimits(new ReaderLimits(
                limits.heapMegabytes(),
                limits.wallClock(),
                limits.idleAfter(),
                other,
                limits.maxPagePixels(),
                limits.maxImagePixels(),
                limits.maxCharacters()));
    }
}
