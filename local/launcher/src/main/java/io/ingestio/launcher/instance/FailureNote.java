package io.ingestio.launcher.instance;

import io.ingestio.launcher.system.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The reason of a failed start, as one line in a file named after the process, for the command that waits for it. */
final class FailureNote {
    private FailureNote() {}

    static void leave(Home home, RuntimeException failure) {
        try {
            Path draft = home.run().resolve("failure.draft");
            Files.writeString(draft, String.valueOf(failure.getMessage()));
            Files.move(draft, file(home, ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<String> readAndDelete(Home home, long pid) {
        Path file = file(home, pid);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            Optional<String> line = Files.readAllLines(file).stream().findFirst();
            Files.delete(file);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Home home, long pid) {
        return home.run().resolve("failure-" + pid);
    }
}
