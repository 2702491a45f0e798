package io.ingestio.launcher.system;

import io.ingestio.embedded.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Secrets between the parts of one system: random, created on first use, readable by the owner only.
 *
 * @param internal guards the services' internal calls
 * @param s3 the store's credentials
 * @param webhooks encrypts the secrets of webhook endpoints
 * @param links signs links to files of exports
 */
record Secrets(String internal, S3Server.Credentials s3, String webhooks, String links) {

    static Secrets of(Home home) {
        Path keys = home.keys();
        return new Secrets(
                secret(keys.resolve("internal-secret")),
                new S3Server.Credentials("ingestio", secret(keys.resolve("s3-secret"))),
                secret(keys.resolve("webhook-key")),
                secret(keys.resolve("link-key")));
    }

    private static String secret(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[24];
                new SecureRandom().nextBytes(random);
                if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.createFile(
                            file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                }
                Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
