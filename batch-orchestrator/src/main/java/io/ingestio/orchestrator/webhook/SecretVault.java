package io.ingestio.orchestrator.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts endpoints' secrets for the database (AES-256-GCM, under a key that is not in it). A secret is bound to its endpoint: moved to
 * another row it cannot be read.
 */
public final class SecretVault {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random;

    /** @param key the setting; its SHA-256 is the key, so it must be random and not short */
    SecretVault(String key, SecureRandom random) {
        try {
            this.key = new SecretKeySpec(
                    MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        this.random = random;
    }

    String encrypt(SigningSecret secret, UUID endpointId) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] encrypted = run(Cipher.ENCRYPT_MODE, nonce, endpointId, secret.key());
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(NONCE + encrypted.length)
                        .put(nonce)
                        .put(encrypted)
                        .array());
    }

    /**
     * The secret of an endpoint.
     *
     * @throws IllegalStateException if it was encrypted under another key, or for another endpoint
     */
    public SigningSecret decrypt(String stored, UUID endpointId) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(stored));
        byte[] nonce = new byte[NONCE];
        byte[] encrypted = new byte[bytes.capacity() - NONCE];
        bytes.get(nonce).get(encrypted);
        return new SigningSecret(run(Cipher.DECRYPT_MODE, nonce, endpointId, encrypted));
    }

    private byte[] run(int mode, byte[] nonce, UUID endpointId, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(endpointId.toString().getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a webhook secret cannot be read: is ingestio.webhook.key another one?", e);
        }
    }
}
