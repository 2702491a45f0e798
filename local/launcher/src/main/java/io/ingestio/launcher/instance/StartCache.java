package io.ingestio.launcher.instance;

import io.ingestio.launcher.part.JavaCommand;
import io.ingestio.launcher.system.Home;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The JVM's ahead-of-time cache (JEP 483, 514) of the daemon: recorded when it first ends cleanly, used by later
 * starts, which it makes two to three times as fast. Belongs to one Java and one set of jars; any other combination
 * records its own.
 */
record StartCache(Path file) {

    static StartCache of(Home home) {
        return new StartCache(home.aot().resolve("daemon-" + fingerprint() + ".aot"));
    }

    /** The flags that use the cache, or record it where there is none. */
    List<String> flags() {
        return exists() ? List.of("-XX:AOTCache=" + file) : List.of("-XX:AOTCacheOutput=" + draft());
    }

    boolean exists() {
        return Files.exists(file);
    }

    /**
     * Installs the cache that a stopped daemon recorded and deletes older ones; an incomplete cache never has this
     * name.
     */
    void keepRecorded() {
        if (!Files.exists(draft())) {
            return;
        }
        try (var others = Files.list(file.resolveSibling(""))) {
            for (Path other : others.filter(path -> !path.equals(draft())).toList()) {
                Files.deleteIfExists(other);
            }
            Files.move(draft(), file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path draft() {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** Of all that the JVM compares too: its own version and each jar's path, size and time. */
    private static String fingerprint() {
        var checksum = new CRC32();
        var text = new StringBuilder(Runtime.version().toString());
        for (String entry : JavaCommand.classPath().split(File.pathSeparator, -1)) {
            File jar = new File(entry);
            text.append('\n')
                    .append(entry)
                    .append(' ')
                    .append(jar.length())
                    .append(' ')
                    .append(jar.lastModified());
        }
        checksum.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(checksum.getValue());
    }
}
