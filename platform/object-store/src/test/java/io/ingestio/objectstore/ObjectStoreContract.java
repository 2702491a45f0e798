package io.ingestio.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** What every {@link ObjectStore} must do. A store's own test extends this. */
abstract class ObjectStoreContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path scratch;

    private final String key = "batches/alice/" + UUID.randomUUID() + "/a b+ü.pdf";

    abstract ObjectStore store();

    /** A store that works and refuses every call for one key. */
    abstract ObjectStore storeThatRefuses(String key);

    @Test
    void givesBackTheBytesThatWerePut() throws IOException {
        byte[] bytes = random(3_000_017);

        put(key, bytes);

        assertThat(bytesOf(store().read(key))).isEqualTo(bytes);
    }

    @Test
    void givesBackBytesFromMemory() {
        byte[] bytes = random(3_000_017);

        store().put(key, bytes, "application/json").block(PATIENCE);

        assertThat(bytesOf(store().read(key))).isEqualTo(bytes);
        assertThat(store().info(key).block(PATIENCE)).isEqualTo(new ObjectInfo(key, 3_000_017, "application/json"));
    }

    @Test
    void copiesAnObjectOverAnOlderFile() throws IOException {
        put(key, random(70_000));
        Path into = Files.write(scratch.resolve("copy"), random(99_999));

        Path copied = store().fetch(key, into).block(PATIENCE);

        assertThat(copied).isEqualTo(into);
        assertThat(Files.readAllBytes(into)).isEqualTo(bytesOf(store().read(key)));
    }

    @Test
    void knowsSizeAndContentType() throws IOException {
        put(key, random(1234));

        assertThat(store().info(key).block(PATIENCE)).isEqualTo(new ObjectInfo(key, 1234, "application/pdf"));
    }

    @Test
    void readsARange() throws IOException {
        put(key, "0123456789".getBytes(StandardCharsets.US_ASCII));

        assertThat(bytesOf(store().read(key, new ByteRange(2, 4)))).asString().isEqualTo("234");
        assertThat(bytesOf(store().read(key, new ByteRange(8, 100)))).asString().isEqualTo("89");
        assertThatThrownBy(() -> bytesOf(store().read(key, new ByteRange(10, 11))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void replacesAnObject() throws IOException {
        put(key, random(100_000));
        put(key, "new".getBytes(StandardCharsets.US_ASCII));

        assertThat(bytesOf(store().read(key))).asString().isEqualTo("new");
    }

    @Test
    void storesAnEmptyObject() throws IOException {
        put(key, new byte[0]);

        assertThat(bytesOf(store().read(key))).isEmpty();
        assertThat(store().info(key).block(PATIENCE).sizeBytes()).isZero();
    }

    @Test
    void saysThatAnObjectIsMissing() {
        Path into = scratch.resolve("copy");

        assertThatThrownBy(() -> bytesOf(store().read(key))).isInstanceOf(ObjectMissing.class);
        assertThatThrownBy(() -> store().info(key).block(PATIENCE)).isInstanceOf(ObjectMissing.class);
        assertThatThrownBy(() -> store().fetch(key, into).block(PATIENCE))
                .isInstanceOfSatisfying(ObjectMissing.class, missing -> {
                    assertThat(missing.code()).isEqualTo("object_missing");
                    assertThat(missing.retryable()).isFalse();
                });
        assertThat(into).doesNotExist();
    }

    @Test
    void saysThatAnObjectIsRefused() throws IOException {
        ObjectStore refusing = storeThatRefuses(key);
        Path into = scratch.resolve("copy");

        assertRefused(() -> bytesOf(refusing.read(key)));
        assertRefused(() -> refusing.info(key).block(PATIENCE));
        assertRefused(() -> refusing.fetch(key, into).block(PATIENCE));
        assertRefused(
                () -> refusing.put(key, file(random(10)), "application/pdf").block(PATIENCE));
        assertRefused(() -> refusing.put(key, random(10), "application/pdf").block(PATIENCE));
        assertRefused(() -> refusing.delete(key).block(PATIENCE));
        assertThat(into).doesNotExist();
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ObjectRefused.class, refused -> {
            assertThat(refused.code()).isEqualTo("object_refused");
            assertThat(refused.retryable()).isFalse();
        });
    }

    @Test
    void deletesAndMayDeleteAgain() throws IOException {
        put(key, random(10));

        store().delete(key).block(PATIENCE);
        store().delete(key).block(PATIENCE);

        assertThatThrownBy(() -> store().info(key).block(PATIENCE)).isInstanceOf(ObjectMissing.class);
    }

    @Test
    void deletesUnderAPrefixInPortions() throws IOException {
        String folder = "results/" + UUID.randomUUID() + "/";
        String neighbour = folder.replaceFirst("/$", "-2/") + "a";
        for (int i = 0; i < 5; i++) {
            put(folder + "run " + i + "/ü.json", random(10));
        }
        put(neighbour, random(10));

        assertThat(store().deleteUnder(folder, 3).block(PATIENCE)).isEqualTo(3);
        assertThat(store().deleteUnder(folder, 3).block(PATIENCE)).isEqualTo(2);
        assertThat(store().deleteUnder(folder, 3).block(PATIENCE)).isZero();
        assertThat(store().info(neighbour).block(PATIENCE).sizeBytes()).isEqualTo(10);
    }

    @Test
    void rejectsAPrefixThatIsNoFolder() {
        for (String prefix : List.of("", "/", "results", "batches/alice")) {
            assertThatThrownBy(() -> store().deleteUnder(prefix, 10).block(PATIENCE))
                    .as(prefix)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void doesNothingUntilSubscribedTo() throws IOException {
        store().put(key, file(random(10)), "application/pdf");

        assertThatThrownBy(() -> store().info(key).block(PATIENCE)).isInstanceOf(ObjectMissing.class);
    }

    @Test
    void stopsSendingWhenTheReaderHasEnough() throws IOException {
        put(key, random(5_000_000));
        AtomicLong received = new AtomicLong();

        store().read(key)
                .takeUntil(part -> received.addAndGet(part.remaining()) >= 100_000)
                .blockLast(PATIENCE);

        assertThat(received.get()).isBetween(100_000L, 2_000_000L);
    }

    final void put(String key, byte[] bytes) throws IOException {
        store().put(key, file(bytes), "application/pdf").block(PATIENCE);
    }

    final Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(scratch, "object", ".bin"), bytes);
    }

    static byte[] bytesOf(Flux<ByteBuffer> parts) {
        ByteArrayOutputStream all = parts.reduce(new ByteArrayOutputStream(), (out, part) -> {
                    byte[] bytes = new byte[part.remaining()];
                    part.get(bytes);
                    out.writeBytes(bytes);
                    return out;
                })
                .block(PATIENCE);
        return all.toByteArray();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
