package io.ingestio.upload.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that a multipart request carried: its fields, and its files on disk in the order in which they came. */
public record Intake(Path folder, Map<String, String> fields, List<ReceivedFile> files) {

    public @Nullable String field(String name) {
        return fields.get(name);
    }

    /** Removes the scratch files. */
    public void discard() {
        try (var entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                Files.deleteIfExists(entry);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
