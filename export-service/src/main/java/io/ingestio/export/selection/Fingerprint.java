package io.ingestio.export.selection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;

/**
 * What a file is made of, in 64 characters: what was asked for, the versions that are in it, and how its batches had ended. Two exports
 * with the same one have the same content.
 */
public final class Fingerprint {

    private static final Comparator<Version> ORDER = Comparator.comparing(Version::documentId)
            .thenComparing(Version::run)
            .thenComparing(Version::edit);

    private Fingerprint() {}

    /**
     * @param request all of it, in one form
     * @param ends    how the batches had ended
     */
    public static String of(String request, Collection<Version> versions, Collection<String> ends) {
        MessageDigest digest = sha256();
        add(digest, request);
        versions.stream().sorted(ORDER).forEach(version -> add(digest, version.toString()));
        ends.stream().sorted().forEach(end -> add(digest, end));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
