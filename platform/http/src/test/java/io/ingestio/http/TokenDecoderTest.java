package io.ingestio.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/**
 * Tokens of an OIDC issuer that publishes its keys; those that are checked with a configured key are the gateway's
 * test.
 */
class TokenDecoderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpServer server;
    private final String issuer;
    private final RSAKey keys;
    private final ReactiveJwtDecoder decoder;

    TokenDecoderTest() throws IOException, JOSEException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
        keys = new RSAKeyGenerator(2048).keyID("one").generate();
        decoder = TokenDecoder.of(new TokenSettings(null, issuer, "ingestio-local", "ingestio"));
    }

    /** After the decoder was made: that must not need the issuer. */
    @BeforeEach
    void publish() {
        serve("/realm/.well-known/openid-configuration", """
                {"issuer": "%s", "jwks_uri": "%s/keys", "subject_types_supported": ["public"]}
                """.formatted(issuer, issuer));
        serve("/realm/keys", new JWKSet(keys.toPublicJWK()).toString());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void believesATokenOfTheIssuer() throws JOSEException {
        assertThat(decode(claims().build(), keys).getSubject()).isEqualTo("alice");
    }

    @Test
    void believesNoOther() throws JOSEException {
        assertRefused(claims().issuer("ingestio-local").build(), keys);
        assertRefused(claims().audience("another").build(), keys);
        assertRefused(claims().expirationTime(null).build(), keys);
        assertRefused(
                claims().expirationTime(Date.from(Instant.now().minusSeconds(120)))
                        .build(),
                keys);
        assertRefused(claims().subject("x".repeat(256)).build(), keys);
        assertRefused(claims().build(), new RSAKeyGenerator(2048).keyID("one").generate());
    }

    private void assertRefused(JWTClaimsSet claims, RSAKey signer) {
        assertThatThrownBy(() -> decode(claims, signer)).as(claims.toString()).isInstanceOf(JwtException.class);
    }

    private Jwt decode(JWTClaimsSet claims, RSAKey signer) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
        token.sign(new RSASSASigner(signer));
        return decoder.decode(token.serialize()).block(PATIENCE);
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("alice")
                .issuer(issuer)
                .audience("ingestio")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    private void serve(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
