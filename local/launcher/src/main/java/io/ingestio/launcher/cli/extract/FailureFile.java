package io.ingestio.launcher.cli.extract;

import io.ingestio.launcher.client.view.DocumentView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The documents that have no data, with the reason of each, as a JSON file beside the result. */
final class FailureFile {

    private FailureFile() {}

    private record Failure(
            String file,
            String status,
            @Nullable String code,
            @Nullable String reason) {}

    /** {@code out/extracted.failed.json} for {@code out/extracted.xlsx}. */
    static Path beside(Path result) {
        String name = result.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return result.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".failed.json");
    }

    /** Without failures there is no file, not even that of a run before. */
    static void write(Path file, List<DocumentView> failed) {
        try {
            Files.deleteIfExists(file);
            if (!failed.isEmpty()) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(
                        file,
                        JsonMapper.shared()
                                        .writerWithDefaultPrettyPrinter()
                                        .writeValueAsString(failed.stream()
                                                .map(FailureFile::failure)
                                                .toList())
                                + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Failure failure(DocumentView document) {
        return new Failure(document.name(), document.status(), document.errorCode(), document.errorMessage());
    }
}
