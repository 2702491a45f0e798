package io.ingestio.gateway.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens this installation accepts, as the platform's decoder reads it.
 *
 * @param issuerUri OIDC issuer; null where tokens are checked with a public key
 * @param issuer the {@code iss} of local tokens
 * @param audience the {@code aud} of every token
 */
@ConfigurationProperties("ingestio.jwt")
record SignInSettings(
        @Nullable URI issuerUri,
        @DefaultValue("ingestio-local") String issuer,
        @DefaultValue("ingestio") String audience) {

    /** Whether people sign in at an OIDC issuer. */
    boolean isOidc() {
        return issuerUri != null && !issuerUri.toString().isBlank();
    }
}
