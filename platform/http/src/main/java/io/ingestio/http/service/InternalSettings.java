package io.ingestio.http.service;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The secret between services, which guards {@code /internal/**}. */
@ConfigurationProperties("ingestio.internal")
public record InternalSettings(@DefaultValue("") String secret) {

    /** The header that carries the secret. */
    public static final String HEADER = "X-Internal-Secret";

    public InternalSettings {
        if (secret.length() < 16) {
            throw new IllegalArgumentException("set ingestio.internal.secret: it needs at least 16 characters");
        }
    }
}
