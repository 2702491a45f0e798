package io.ingestio.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The identifier of one run of one document: a name-based UUID (version 5, RFC 9562 §5.5) of document and run. It names the
 * reservation at usage, so that retries, redeliveries and lease takeovers reserve once, and a redo reserves anew.
 */
public final class RunId {

    private RunId() {}

    public static UUID of(UUID documentId, int run) {
        byte[] name = (":" + run).getBytes(StandardCharsets.US_ASCII);
        byte[] hash = sha1(ByteBuffer.allocate(16 + name.length)
                .putLong(documentId.getMostSignificantBits())
                .putLong(documentId.getLeastSignificantBits())
                .put(name)
                .array());
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        long high = (bytes.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
        long low = (bytes.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
