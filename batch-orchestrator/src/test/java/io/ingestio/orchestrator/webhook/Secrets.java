package io.ingestio.orchestrator.webhook;

import java.security.SecureRandom;
import java.util.UUID;

/** Encrypted secrets for tests of other rooms. */
public final class Secrets {

    public static final SecretVault VAULT = new SecretVault("a key of this test, long enough", new SecureRandom());

    private Secrets() {}

    public static String encrypted(UUID endpointId) {
        return VAULT.encrypt(SigningSecret.random(new SecureRandom()), endpointId);
    }
}
