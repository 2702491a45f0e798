package io.ingestio.export.data;

import io.ingestio.contracts.DataReference;
import io.ingestio.objectstore.ObjectInfo;
import io.ingestio.objectstore.ObjectStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Loads data that an event refers to. Size and hash are those that the event names, or the load fails; no more bytes than these are
 * held in memory, at most {@link DataReference#MAX_BYTES}.
 */
@Component
class LoadResult {

    private final ObjectStore objects;

    LoadResult(ObjectStore objects) {
        this.objects = objects;
    }

    /**
     * The JSON text. Fails with {@link ResultDamaged}, {@link io.ingestio.objectstore.ObjectMissing} or {@link
     * io.ingestio.objectstore.ObjectRefused}, which no retry mends, or with {@link io.ingestio.objectstore.ObjectStoreUnavailable}:
     * then the event waits.
     */
    Mono<String> load(DataReference reference) {
        return objects.info(reference.key())
                .doOnNext(info -> requireSize(reference, info))
                .then(Mono.defer(() -> read(reference)))
                .publishOn(Schedulers.parallel())
                .map(bytes -> text(reference, bytes));
    }

    private static void requireSize(DataReference reference, ObjectInfo info) {
        if (info.sizeBytes() != reference.bytes()) {
            throw new ResultDamaged(reference, "it has " + info.sizeBytes() + " bytes instead of " + reference.bytes());
        }
    }

    private Mono<byte[]> read(DataReference reference) {
        return objects.read(reference.key())
                .collect(() -> ByteBuffer.allocate((int) reference.bytes()), ByteBuffer::put)
                .map(ByteBuffer::array);
    }

    private static String text(DataReference reference, byte[] bytes) {
        String sha256 = HexFormat.of().formatHex(sha256().digest(bytes));
        if (!sha256.equals(reference.sha256())) {
            throw new ResultDamaged(reference, "its SHA-256 is " + sha256);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
