package io.ingestio.launcher.cli.extract;

import io.ingestio.launcher.part.CannotRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The files that a command line names, and those in the folders that it names. */
final class InputFiles {
    /** As many as one export may hold. */
    static final int MOST = 1_000;

    /** In a folder; a file that is named itself may have any name, its bytes decide. */
    private static final Set<String> ENDINGS = Set.of("pdf", "jpg", "jpeg", "png", "tif", "tiff", "webp");

    private InputFiles() {}

    /**
     * Each once, in the order of the command line; those of a folder by their paths.
     *
     * @throws CannotRun if one cannot be read, there is none, or there are too many
     */
    static List<Path> of(List<Path> named) {
        Set<Path> files = new LinkedHashSet<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                List<Path> within = within(path);
                if (within.isEmpty()) {
                    throw new CannotRun("There is no PDF, JPEG, PNG, TIFF or WebP file in " + path);
                }
                files.addAll(within);
            } else if (Files.isRegularFile(path) && Files.isReadable(path)) {
                files.add(path);
            } else {
                throw new CannotRun("Cannot read " + path);
            }
        }
        if (files.size() > MOST) {
            throw new CannotRun("These are %d files; one result holds at most %d. Name fewer files or folders."
                    .formatted(files.size(), MOST));
        }
        return List.copyOf(files);
    }

    private static List<Path> within(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .filter(InputFiles::isDocument)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isDocument(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
