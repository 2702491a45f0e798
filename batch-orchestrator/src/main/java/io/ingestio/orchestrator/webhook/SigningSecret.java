package io.ingestio.orchestrator.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret of an endpoint, which signs what is sent to it as Standard Webhooks says. Has no {@code toString} that shows it. */
public final class SigningSecret {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    SigningSecret(byte[] key) {
        this.key = key.clone();
    }

    static SigningSecret random(SecureRandom random) {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return new SigningSecret(key);
    }

    byte[] key() {
        return key.clone();
    }

    /** As the user sees it, once. */
    String text() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /**
     * One signature of the header {@code webhook-signature}.
     *
     * @param timestamp seconds since 1970, as in {@code webhook-timestamp}
     */
    public String sign(UUID messageId, long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] signature = mac.doFinal((messageId + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
