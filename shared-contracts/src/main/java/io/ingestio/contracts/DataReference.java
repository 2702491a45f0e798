package io.ingestio.contracts;

import java.util.regex.Pattern;

/**
 * Where the data of an event lie in the object store (claim check): one UTF-8 JSON object. A stored object never changes, so a reader
 * that finds another size or hash has found a fault.
 *
 * @param key    in the object store
 * @param sha256 of the stored bytes, lower-case hex
 * @param bytes  how many there are, at most {@link #MAX_BYTES}
 */
public record DataReference(String key, String sha256, long bytes) {

    /** Data of up to this many encoded bytes are carried by the event itself. */
    public static final long INLINE_BYTES = 64 * 1024;

    /** The largest data there are, so that a reader can bound its memory: three bytes for each character of the longest model reply. */
    public static final long MAX_BYTES = 24 * 1024 * 1024;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public DataReference {
        Require.text(key, "key");
        Require.present(sha256, "sha256");
        Require.atLeast(1, bytes, "bytes");
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("bytes is " + bytes + ", more than " + MAX_BYTES);
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("sha256 is not 64 lower-case hex digits");
        }
    }
}
