package io.ingestio.http;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Whose tokens are accepted: an OIDC issuer, or the public key of an issuer without discovery (the local one).
 *
 * @param publicKey RSA public key, X.509 PEM
 * @param issuerUri OIDC issuer whose discovery document names the keys, and which tokens must carry as {@code iss};
 *     wins over {@code publicKey}
 * @param issuer the {@code iss} a token must carry that is checked with {@code publicKey}
 * @param audience the {@code aud} a token must carry
 */
@ConfigurationProperties("ingestio.jwt")
record TokenSettings(
        @Nullable Resource publicKey,
        @Nullable String issuerUri,
        @DefaultValue("ingestio-local") String issuer,
        @DefaultValue("ingestio") String audience) {}
