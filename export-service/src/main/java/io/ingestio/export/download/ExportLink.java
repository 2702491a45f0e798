package io.ingestio.export.download;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A link to the file of one export, valid for every caller until it expires. Its signature is an HMAC-SHA256 of the export, its user and
 * the expiry, so a link cannot be made, lengthened or moved to another export without the key; the user is signed, but not in the link.
 * Has no {@code toString} that shows the signature.
 *
 * @param exportId  whose file
 * @param expires   seconds since 1970, as in the link
 * @param signature as in the link
 */
record ExportLink(UUID exportId, String expires, String signature) {

    private static final String ALGORITHM = "HmacSHA256";

    /** What is signed begins with what for, so that the same key may sign other things. */
    private static final String PURPOSE = "export-file";

    /** How a link stands. */
    enum State {
        VALID,
        EXPIRED,
        FORGED
    }

    static ExportLink of(UUID exportId, String userId, Instant now, LinkSettings settings) {
        String expires = Long.toString(expiry(now, settings.lifetime()).getEpochSecond());
        return new ExportLink(exportId, expires, signature(exportId, userId, expires, settings.key()));
    }

    private static Instant expiry(Instant now, Duration lifetime) {
        return now.plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether it was signed by this key for an export of this user, compared in constant time, and is still valid. */
    State state(String userId, Instant now, LinkSettings settings) {
        byte[] right = signature(exportId, userId, expires, settings.key()).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.UTF_8))) {
            return State.FORGED;
        }
        return now.isBefore(expiresAt()) ? State.VALID : State.EXPIRED;
    }

    /** Of one whose signature is right, or that was made here. */
    Instant expiresAt() {
        return Instant.ofEpochSecond(Long.parseLong(expires));
    }

    /** From the root of the API's address. */
    String url() {
        return "/api/v1/exports/" + exportId + "/file?expires=" + expires + "&signature=" + signature;
    }

    private static String signature(UUID exportId, String userId, String expires, String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] sum = mac.doFinal(String.join("\n", PURPOSE, exportId.toString(), expires, userId)
                    .getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "ExportLink[exportId=%s, expires=%s]".formatted(exportId, expires);
    }
}
