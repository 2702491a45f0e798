package io.ingestio.launcher.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that holds all data of one local system; {@code .ingestio} unless {@code INGESTIO_HOME} names another. */
public record Home(Path folder) {
    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    public static Home configured() {
        String named = System.getenv("INGESTIO_HOME");
        return new Home(Path.of(named == null || named.isBlank() ? ".ingestio" : named));
    }

    Path postgres() {
        return folder.resolve("pg");
    }

    Path postgresBinaries() {
        return folder.resolve("pgbin");
    }

    Path kafka() {
        return folder.resolve("kafka");
    }

    Path s3() {
        return folder.resolve("s3");
    }

    /** Files on their way in; nothing in it outlives its request. */
    public Path scratch() {
        return made("scratch");
    }

    /** The signing keys and the secrets that the parts share. */
    public Path keys() {
        return made("keys");
    }

    /** What is running now: the lock and the state of the instance. */
    public Path run() {
        return made("run");
    }

    public Path logs() {
        return made("logs");
    }

    /** Start-up caches. */
    public Path aot() {
        return made("aot");
    }

    private Path made(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }
}
