package io.ingestio.upload.batch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** SHA-256 over texts. Each is preceded by its length, so that no two different sequences of texts have the same input. */
public final class Fingerprint {

    private final MessageDigest digest = sha256();

    public Fingerprint add(@Nullable String text) {
        digest.update((text == null ? "-" : "+" + text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Ends the fingerprint: what is added afterwards belongs to the next one. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
