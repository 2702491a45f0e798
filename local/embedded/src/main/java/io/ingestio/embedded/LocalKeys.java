package io.ingestio.embedded;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Set;

/**
 * The token issuer of one machine: an RSA-2048 key pair in a folder, and tokens signed with it. Stands where an OIDC
 * issuer stands in production; the services check both in the same way.
 */
public final class LocalKeys {
    public static final String ISSUER = "ingestio-local";
    public static final String AUDIENCE = "ingestio";

    private static final Duration VALID = Duration.ofHours(12);

    private final PrivateKey privateKey;
    private final Path privateKeyFile;
    private final Path publicKeyFile;
    private final Clock clock;

    private LocalKeys(PrivateKey privateKey, Path privateKeyFile, Path publicKeyFile, Clock clock) {
        this.privateKey = privateKey;
        this.privateKeyFile = privateKeyFile;
        this.publicKeyFile = publicKeyFile;
        this.clock = clock;
    }

    /**
     * The keys of this folder: {@code private.pem} (readable by its owner only) and {@code public.pem}; made on first
     * use.
     */
    public static LocalKeys in(Path folder) {
        return in(folder, Clock.systemUTC());
    }

    /** As {@link #in(Path)}; tokens are valid from the clock's time on. */
    public static LocalKeys in(Path folder, Clock clock) {
        try {
            Path privateFile = folder.toAbsolutePath().resolve("private.pem");
            Path publicFile = folder.toAbsolutePath().resolve("public.pem");
            if (!Files.exists(privateFile) || !Files.exists(publicFile)) {
                generate(privateFile, publicFile);
            }
            byte[] der = Pem.read(privateFile);
            return new LocalKeys(
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)),
                    privateFile,
                    publicFile,
                    clock);
        } catch (IOException e) {
            throw new UncheckedIOException("keys in " + folder, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keys in " + folder, e);
        }
    }

    /** The public key as X.509 PEM, which {@code ingestio.jwt.public-key} points to. */
    public Path publicKeyFile() {
        return publicKeyFile;
    }

    /** The private key as PKCS#8 PEM, with which the gateway signs in the users of this machine. */
    public Path privateKeyFile() {
        return privateKeyFile;
    }

    /** A token for a user, valid for 12 hours. Roles: none for a user of the product, {@code admin} for operations. */
    public String token(String user, Set<String> roles) {
        return token(user, roles, Map.of());
    }

    /** As {@link #token(String, Set)}, with what an issuer may say of the user, such as {@code email}. */
    public String token(String user, Set<String> roles, Map<String, ?> saidOfUser) {
        Instant now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(user)
                .claim("roles", roles.stream().sorted().toList())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(VALID)));
        saidOfUser.forEach(claims::claim);
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims.build());
        try {
            token.sign(new RSASSASigner(privateKey));
        } catch (JOSEException e) {
            throw new IllegalStateException("the local key cannot sign", e);
        }
        return token.serialize();
    }

    private static void generate(Path privateFile, Path publicFile) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Files.createDirectories(publicFile.getParent());
        Pem.writeForOwnerOnly(privateFile, "PRIVATE KEY", pair.getPrivate().getEncoded());
        Pem.write(publicFile, "PUBLIC KEY", pair.getPublic().getEncoded());
    }

    /** RFC 7468 text files. */
    private static final class Pem {
        private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

        static byte[] read(Path file) throws IOException {
            String body = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
            return Base64.getMimeDecoder().decode(body);
        }

        static void write(Path file, String label, byte[] der) throws IOException {
            Files.writeString(
                    file,
                    "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label, LINES.encodeToString(der), label));
        }

        /** The mode is set before the key is written, so there is no moment at which others could read it. */
        static void writeForOwnerOnly(Path file, String label, byte[] der) throws IOException {
            Files.deleteIfExists(file);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            write(file, label, der);
        }
    }
}
