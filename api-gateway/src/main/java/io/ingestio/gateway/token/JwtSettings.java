package io.ingestio.gateway.token;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Whose tokens are believed. At least one of {@code publicKey} and {@code issuerUri} is given.
 *
 * @param publicKey location of an RSA public key, PEM (X.509)
 * @param issuerUri an OpenID Connect issuer whose keys are looked up; wins over {@code publicKey}
 * @param issuer    what {@code iss} must be
 * @param audience  what {@code aud} must contain
 */
@ConfigurationProperties("ingestio.jwt")
record JwtSettings(
        @Nullable Resource publicKey,
        @Nullable String issuerUri,
        @DefaultValue("ingestio-local") String issuer,
        @DefaultValue("ingestio") String audience) {
    JwtSettings {
        issuerUri = issuerUri == null || issuerUri.isBlank() ? null : issuerUri;
        if (publicKey == null && issuerUri == null) {
            throw new IllegalArgumentException("set ingestio.jwt.issuer-uri or ingestio.jwt.public-key");
        }
    }
}
