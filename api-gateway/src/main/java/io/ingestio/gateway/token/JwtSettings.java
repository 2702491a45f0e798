package io.ingestio.gateway.token;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/**
 * Whose tokens are believed. Exactly one of {@code publicKey} and {@code issuerUri} is given.
 *
 * @param publicKey location of an RSA public key, PEM (X.509)
 * @param issuerUri an OpenID Connect issuer whose keys are looked up
 * @param issuer    what {@code iss} must be
 * @param audience  what {@code aud} must contain
 */
@ConfigurationProperties("ingestio.jwt")
record JwtSettings(@Nullable Resource publicKey, @Nullable String issuerUri, String issuer, String audience) {
    JwtSettings {
        if ((publicKey == null) == (issuerUri == null || issuerUri.isBlank())) {
            throw new IllegalArgumentException("set either ingestio.jwt.public-key or ingestio.jwt.issuer-uri");
        }
    }
}
