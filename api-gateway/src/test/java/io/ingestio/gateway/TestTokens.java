package io.ingestio.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** Good tokens, and every bad kind that the door must refuse. */
final class TestTokens {

    static final String ISSUER = "https://issuer.test";
    static final String AUDIENCE = "ingestio-api";

    private final KeyPair keys = newKeys();

    Path writePublicKey(Path file) throws IOException {
        return Files.writeString(file, publicKeyPem());
    }

    Path writePrivateKey(Path file) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPrivate().getEncoded());
        return Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
    }

    String good() {
        return signed(claims().build(), keys);
    }

    String signedByAnother() {
        return signed(claims().build(), newKeys());
    }

    String unsigned() {
        return new PlainJWT(claims().build()).serialize();
    }

    /** The classic confusion: the public key, which anyone may have, used as an HMAC secret. */
    String hmacWithThePublicKey() {
        return sign(
                JWSAlgorithm.HS256,
                claims().build(),
                () -> new MACSigner(publicKeyPem().getBytes(StandardCharsets.UTF_8)));
    }

    String forAudience(String audience) {
        return signed(claims().audience(audience).build(), keys);
    }

    String fromIssuer(String issuer) {
        return signed(claims().issuer(issuer).build(), keys);
    }

    String expiringAt(Instant end) {
        return signed(
                claims().expirationTime(end == null ? null : Date.from(end)).build(), keys);
    }

    String withoutSubject() {
        return signed(claims().subject(null).build(), keys);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("alice")
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    private static String signed(JWTClaimsSet claims, KeyPair keys) {
        return sign(JWSAlgorithm.RS256, claims, () -> new RSASSASigner(keys.getPrivate()));
    }

    private interface SignerSource {
        JWSSigner get() throws JOSEException;
    }

    private static String sign(JWSAlgorithm algorithm, JWTClaimsSet claims, SignerSource signer) {
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims);
            jwt.sign(signer.get());
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String publicKeyPem() {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
