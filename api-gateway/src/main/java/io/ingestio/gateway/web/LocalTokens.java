package io.ingestio.gateway.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.security.converter.RsaKeyConverters;

/** Signs the tokens of users of one machine, with the key that its services check. */
final class LocalTokens {

    private static final Duration VALID = Duration.ofHours(12);

    private final RSAPrivateKey key;
    private final SignInSettings signIn;
    private final Clock clock;

    LocalTokens(Resource key, SignInSettings signIn, Clock clock) {
        this.key = read(key);
        this.signIn = signIn;
        this.clock = clock;
    }

    /** A token and the moment from which on it is not valid any more. */
    record Token(String token, Instant expiresAt) {}

    Token of(String user, List<String> roles) {
        Instant now = clock.instant();
        Instant end = now.plus(VALID);
        var token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.RS256),
                new JWTClaimsSet.Builder()
                        .issuer(signIn.issuer())
                        .audience(signIn.audience())
                        .subject(user)
                        .claim("roles", roles)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(end))
                        .build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the local key cannot sign", e);
        }
        return new Token(token.serialize(), end);
    }

    private static RSAPrivateKey read(Resource resource) {
        try (InputStream pem = resource.getInputStream()) {
            RSAPrivateKey key = RsaKeyConverters.pkcs8().convert(pem);
            if (key == null) {
                throw new IllegalArgumentException(resource + " holds no RSA private key");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the private key " + resource, e);
        }
    }
}
