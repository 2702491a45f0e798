package io.ingestio.testkit;

import io.ingestio.embedded.FreePorts;
import io.ingestio.embedded.LocalKeys;
import io.ingestio.embedded.PostgresServer;
import io.ingestio.embedded.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The real PostgreSQL, Kafka and S3 store of this test JVM. Each starts when a test first asks for it, serves all tests
 * of the JVM, and ends with it. Tests keep apart by their own users, topics and object keys, not by servers of their
 * own.
 *
 * <pre>{@code
 * @DynamicPropertySource
 * static void realParts(DynamicPropertyRegistry registry) {
 *     RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
 * }
 * }</pre>
 *
 * <p>{@code -Dingestio.test.kafka=testcontainers} takes Kafka from a container instead, where a Docker engine is
 * present.
 */
public final class RealParts {
    public static final String S3_REGION = "us-east-1";
    public static final String S3_BUCKET = "ingestio-test";
    public static final S3Server.Credentials S3_CREDENTIALS = new S3Server.Credentials("test-access", "test-secret");

    private static final Path FOLDER = temporaryFolder();
    private static final Started<PostgresServer> POSTGRES = new Started<>(RealParts::startPostgres);
    private static final Started<TestKafka> KAFKA = new Started<>(() -> TestKafka.start(FOLDER.resolve("kafka")));
    private static final Started<S3Server> S3 = new Started<>(RealParts::startS3);
    private static final Started<LocalKeys> KEYS = new Started<>(() -> LocalKeys.in(FOLDER.resolve("keys")));

    private RealParts() {}

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(RealParts::close, "real-parts-closer"));
    }

    public static PostgresServer postgres() {
        return POSTGRES.get();
    }

    public static TestKafka kafka() {
        return KAFKA.get();
    }

    public static S3Server s3() {
        return S3.get();
    }

    /** The issuer whose tokens a service trusts that was configured with {@link #properties()}. */
    public static LocalKeys keys() {
        return KEYS.get();
    }

    /** Starts all parts and says where they are, in the properties that every service reads. */
    public static Map<String, String> properties() {
        return Map.ofEntries(
                Map.entry("ingestio.postgres.host", postgres().host()),
                Map.entry("ingestio.postgres.port", Integer.toString(postgres().port())),
                Map.entry("ingestio.postgres.database", PostgresServer.DATABASE),
                Map.entry("ingestio.kafka.bootstrap", kafka().bootstrap()),
                Map.entry("ingestio.s3.endpoint", s3().endpoint().toString()),
                Map.entry("ingestio.s3.region", S3_REGION),
                Map.entry("ingestio.s3.bucket", S3_BUCKET),
                Map.entry("ingestio.s3.access-key", S3_CREDENTIALS.accessKey()),
                Map.entry("ingestio.s3.secret-key", S3_CREDENTIALS.secretKey()),
                Map.entry(
                        "ingestio.jwt.public-key",
                        keys().publicKeyFile().toUri().toString()),
                Map.entry("ingestio.jwt.issuer", LocalKeys.ISSUER),
                Map.entry("ingestio.jwt.audience", LocalKeys.AUDIENCE),
                Map.entry("ingestio.internal.secret", "the secret of this test run"),
                Map.entry("ingestio.link.key", "the key of links of this test run"));
    }

    private static PostgresServer startPostgres() {
        Path binaries =
                Path.of(System.getProperty("java.io.tmpdir"), "ingestio-postgres-" + System.getProperty("user.name"));
        return PostgresServer.start(FOLDER.resolve("postgres"), binaries, FreePorts.find());
    }

    private static S3Server startS3() {
        return S3Server.start(FOLDER.resolve("s3"), FreePorts.find(), S3_CREDENTIALS, S3_BUCKET);
    }

    private static void close() {
        KAFKA.close();
        S3.close();
        POSTGRES.close();
        KEYS.close();
        Folders.delete(FOLDER);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("ingestio-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A part that starts once, on first use. */
    private static final class Started<T> {
        private final Supplier<T> start;
        private @Nullable T part;

        Started(Supplier<T> start) {
            this.start = start;
        }

        synchronized T get() {
            if (part == null) {
                part = start.get();
            }
            return part;
        }

        synchronized void close() {
            if (part instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    throw new IllegalStateException(part + " did not stop", e);
                }
            }
        }
    }
}
