package io.ingestio.tenancy.http;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** What the services know and users do not: the secret that guards {@code /internal/**}. */
@ConfigurationProperties("ingestio.internal")
public record InternalSettings(String secret) {

    /** The header in which one service shows the secret to another. */
    public static final String HEADER = "X-Internal-Secret";

    public InternalSettings {
        if (secret.length() < 16) {
            throw new IllegalArgumentException("ingestio.internal.secret needs at least 16 characters");
        }
    }
}
