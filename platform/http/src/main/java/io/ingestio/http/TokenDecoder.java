package io.ingestio.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierReactiveJwtDecoder;

/**
 * Accepts a token only if it is signed with RS256 by the known key, names the configured issuer and audience, has a
 * subject and an expiry in the future (60 s of clock skew are tolerated). The algorithm is fixed, never taken from the
 * token: {@code alg: none} and HMAC with the public key exploit just that. The audience is always checked: Spring Boot
 * does so only on request.
 */
final class TokenDecoder {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private TokenDecoder() {}

    static ReactiveJwtDecoder of(TokenSettings settings) {
        if (settings.issuerUri() != null && !settings.issuerUri().isBlank()) {
            String location = settings.issuerUri();
            return new SupplierReactiveJwtDecoder(() -> {
                var decoder = NimbusReactiveJwtDecoder.withIssuerLocation(location)
                        .jwsAlgorithm(SignatureAlgorithm.RS256)
                        .build();
                decoder.setJwtValidator(validator(location, settings.audience()));
                return decoder;
            });
        }
        Resource key = settings.publicKey();
        if (key == null) {
            throw new IllegalArgumentException("set ingestio.jwt.public-key or ingestio.jwt.issuer-uri");
        }
        var decoder = NimbusReactiveJwtDecoder.withPublicKey(read(key))
                .signatureAlgorithm(SignatureAlgorithm.RS256)
                .build();
        decoder.setJwtValidator(validator(settings.issuer(), settings.audience()));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> validator(String issuer, String audience) {
        var times = new JwtTimestampValidator(CLOCK_SKEW);
        times.setAllowEmptyExpiryClaim(false);
        return new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<@Nullable Collection<String>>(
                        JwtClaimNames.AUD, audiences -> audiences != null && audiences.contains(audience)),
                new JwtClaimValidator<@Nullable String>(
                        JwtClaimNames.SUB,
                        subject -> subject != null && !subject.isBlank() && subject.length() <= 255));
    }

    private static RSAPublicKey read(Resource resource) {
        try (InputStream pem = resource.getInputStream()) {
            RSAPublicKey key = RsaKeyConverters.x509().convert(pem);
            if (key == null) {
                throw new IllegalArgumentException(resource + " holds no RSA public key");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the public key " + resource, e);
        }
    }
}
