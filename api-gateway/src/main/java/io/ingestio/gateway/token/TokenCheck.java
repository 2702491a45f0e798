package io.ingestio.gateway.token;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/**
 * Believes a token only if it is signed with RS256 by the known key, names our issuer and audience, has a subject, and has not
 * expired. The algorithm is ours to say, never the token's: {@code alg: none} and HMAC with the public key exploit just that.
 */
final class TokenCheck {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private TokenCheck() {}

    static ReactiveJwtDecoder decoder(JwtSettings settings) {
        NimbusReactiveJwtDecoder decoder = settings.issuerUri() != null
                ? NimbusReactiveJwtDecoder.withIssuerLocation(settings.issuerUri())
                        .jwsAlgorithm(SignatureAlgorithm.RS256)
                        .build()
                : NimbusReactiveJwtDecoder.withPublicKey(key(Objects.requireNonNull(settings.publicKey())))
                        .signatureAlgorithm(SignatureAlgorithm.RS256)
                        .build();
        decoder.setJwtValidator(claims(settings));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> claims(JwtSettings settings) {
        JwtTimestampValidator times = new JwtTimestampValidator(CLOCK_SKEW);
        times.setAllowEmptyExpiryClaim(false);
        return new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtIssuerValidator(settings.issuer()),
                new JwtAudienceValidator(settings.audience()),
                new JwtClaimValidator<String>("sub", subject -> subject != null && !subject.isBlank()));
    }

    private static RSAPublicKey key(Resource location) {
        try (InputStream pem = location.getInputStream()) {
            return Objects.requireNonNull(RsaKeyConverters.x509().convert(pem), "no RSA key in " + location);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the key that tokens are checked with, " + location, e);
        }
    }
}
