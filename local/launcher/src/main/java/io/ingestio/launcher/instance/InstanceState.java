package io.ingestio.launcher.instance;

import io.ingestio.launcher.system.Home;
import io.ingestio.launcher.system.LocalSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The running instance's state for other processes, in {@code run/system.json}. Valid only while the instance lock
 * is held: a killed instance leaves the file behind.
 *
 * @param pid the process to signal
 * @param ready false while it starts
 * @param databasePort where PostgreSQL listens; 0 while it starts
 * @param steps what has started so far
 */
public record InstanceState(
        long pid, boolean ready, URI baseUrl, int databasePort, List<String> steps, List<Part> parts) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** One part of the system, by the process it runs in. */
    public record Part(String name, int port, long pid) {}

    static InstanceState starting(List<String> steps) {
        return new InstanceState(ProcessHandle.current().pid(), false, URI.create(""), 0, steps, List.of());
    }

    static InstanceState ready(LocalSystem system, List<String> steps) {
        List<Part> parts = system.parts().stream()
                .map(part -> new Part(part.name(), part.port(), part.pid()))
                .toList();
        return new InstanceState(
                ProcessHandle.current().pid(),
                true,
                system.baseUrl(),
                system.postgres().port(),
                steps,
                parts);
    }

    static Optional<InstanceState> read(Home home) {
        try {
            return Optional.of(JSON.readValue(Files.readString(file(home)), InstanceState.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the file in one step, so that a reader never sees half of it. */
    void write(Home home) {
        try {
            Path draft = home.run().resolve("system.json.draft");
            Files.writeString(draft, JSON.writeValueAsString(this));
            Files.move(draft, file(home), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Home home) {
        try {
            Files.deleteIfExists(file(home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Home home) {
        return home.run().resolve("system.json");
    }
}
