package io.ingestio.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKeysTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void signsWhatItsPublicKeyFileVerifies() throws Exception {
        LocalKeys keys = LocalKeys.in(folder);

        SignedJWT token = SignedJWT.parse(keys.token("anna", Set.of()));

        assertThat(token.verify(verifier(keys))).isTrue();
    }

    @Test
    void saysWhoMayDoWhatForTwelveHours() throws Exception {
        LocalKeys keys = LocalKeys.in(folder, Clock.fixed(NOW, ZoneOffset.UTC));

        var claims = SignedJWT.parse(keys.token("anna", Set.of("admin"))).getJWTClaimsSet();

        assertThat(claims.getSubject()).isEqualTo("anna");
        assertThat(claims.getIssuer()).isEqualTo("ingestio-local");
        assertThat(claims.getAudience()).containsExactly("ingestio");
        assertThat(claims.getStringListClaim("roles")).isEqualTo(List.of("admin"));
        assertThat(claims.getExpirationTime()).isEqualTo(Date.from(NOW.plus(Duration.ofHours(12))));
    }

    @Test
    void keepsItsKeysAndThePrivateOneToItself() throws Exception {
        String token = LocalKeys.in(folder).token("anna", Set.of());

        assertThat(SignedJWT.parse(token).verify(verifier(LocalKeys.in(folder))))
                .isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("private.pem"))))
                .isEqualTo("rw-------");
    }

    private static RSASSAVerifier verifier(LocalKeys keys) throws Exception {
        String pem = Files.readString(keys.publicKeyFile());
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        return new RSASSAVerifier(
                (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der)));
    }
}
