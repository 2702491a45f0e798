package io.ingestio.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.embedded.FreePorts;
import io.ingestio.embedded.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The contract against a real S3 API, and what can only go wrong there. */
class S3ObjectStoreIT extends ObjectStoreContract {

    private static final S3Server.Credentials CREDENTIALS = new S3Server.Credentials("access", "secret");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<AutoCloseable> open = new ArrayList<>();
    private static S3Server server;
    private static S3ObjectStore store;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = S3Server.start(folder, FreePorts.find(), CREDENTIALS, "documents");
        store = connect(server.endpoint(), "documents", "secret");
    }

    @AfterAll
    static void stop() {
        store.close();
        server.close();
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Override
    ObjectStore storeThatRefuses(String key) {
        return opened(ScriptedS3.start(403, "AccessDenied", 200));
    }

    private ObjectStore opened(ScriptedS3 scripted) {
        S3ObjectStore connected = connect(scripted.endpoint(), "documents", "secret");
        open.add(scripted);
        open.add(connected);
        return connected;
    }

    @AfterEach
    void closeScripted() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, SignatureDoesNotMatch, 200",
        "400, ExpiredToken, 200",
        "403, AccessDenied, 403",
        "503, SlowDown, 200"
    })
    void refusalOfTheClientIsAnOutage(int status, String code, int bucketStatus) {
        assertUnavailable(opened(ScriptedS3.start(status, code, bucketStatus)));
    }

    @Test
    void createsItsBucketOnce() throws IOException {
        try (S3ObjectStore fresh = connect(server.endpoint(), "fresh-" + UUID.randomUUID(), "secret")) {
            Mono.when(fresh.createBucket(), fresh.createBucket()).block(PATIENCE);
            fresh.createBucket().block(PATIENCE);

            fresh.put("key", file(new byte[] {1, 2, 3}), "image/png").block(PATIENCE);

            assertThat(bytesOf(fresh.read("key"))).containsExactly(1, 2, 3);
        }
    }

    @Test
    void freesAConnectionWhenTheReaderLeavesEarly() throws IOException {
        put("large", new byte[4 << 20]);

        // Four times as many abandoned reads as there are connections: one that is kept would block the last ones.
        Flux.range(0, 32).concatMap(i -> store.read("large").take(1)).blockLast(PATIENCE);

        assertThat(store.info("large").block(PATIENCE).sizeBytes()).isEqualTo(4 << 20);
    }

    @Test
    void rejectedOrMissingStoreIsRetryable() {
        try (S3ObjectStore stranger = connect(server.endpoint(), "documents", "wrong");
                S3ObjectStore noBucket = connect(server.endpoint(), "no-such-bucket", "secret");
                S3ObjectStore nowhere =
                        connect(URI.create("http://127.0.0.1:" + FreePorts.find()), "documents", "secret")) {
            assertUnavailable(stranger);
            assertUnavailable(noBucket);
            assertUnavailable(nowhere);
        }
    }

    private static void assertUnavailable(ObjectStore store) {
        assertThatThrownBy(() -> bytesOf(store.read("key")))
                .isInstanceOfSatisfying(ObjectStoreUnavailable.class, failure -> {
                    assertThat(failure.code()).isEqualTo("object_store_unavailable");
                    assertThat(failure.retryable()).isTrue();
                });
    }

    private static S3ObjectStore connect(URI endpoint, String bucket, String secretKey) {
        return S3ObjectStore.connect(new ObjectStoreSettings(
                endpoint,
                "us-east-1",
                bucket,
                "access",
                secretKey,
                false,
                8,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10)));
    }
}
