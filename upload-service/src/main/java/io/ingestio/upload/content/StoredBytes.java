package io.ingestio.upload.content;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import io.ingestio.objectstore.ByteRange;
import io.ingestio.objectstore.ObjectMissing;
import io.ingestio.objectstore.ObjectRefused;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.objectstore.ObjectStoreUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Bytes of a file at the pace of their reader, one chunk in memory. Damaged and missing files are logged and counted as {@code
 * ingestio.content.damaged}.
 */
@Component
public class StoredBytes {

    private static final Logger LOG = LoggerFactory.getLogger(StoredBytes.class);

    private final ObjectStore store;
    private final ContentSettings settings;
    private final MeterRegistry meters;

    StoredBytes(ObjectStore store, ContentSettings settings, MeterRegistry meters) {
        this.store = store;
        this.settings = settings;
        this.meters = meters;
    }

    /** A part as it is; the whole file only as it was uploaded. */
    Flux<DataBuffer> read(StoredFile file, RequestedRange range) {
        Flux<ByteBuffer> bytes = range.isWhole(file.sizeBytes())
                ? whole(file)
                : store.read(file.objectKey(), new ByteRange(range.first(), range.last()));
        return bytes.timeout(settings.slowReader())
                .doOnError(TimeoutException.class, slow -> LOG.info("slow reader document={}", file.id()))
                .map(DefaultDataBufferFactory.sharedInstance::wrap)
                .cast(DataBuffer.class)
                .onErrorMap(failure -> problem(file, failure));
    }

    /** The whole file, as it was uploaded, or {@link FileDamaged}. */
    public Flux<ByteBuffer> whole(StoredFile file) {
        return FileCheck.checked(file, store.read(file.objectKey())).doOnError(failure -> count(file, failure));
    }

    private void count(StoredFile file, Throwable failure) {
        if (failure instanceof FileDamaged || failure instanceof ObjectMissing) {
            LOG.error(
                    "stored file damaged document={} key={} failure={}",
                    file.id(),
                    file.objectKey(),
                    failure.toString());
            meters.counter("ingestio.content.damaged").increment();
        }
    }

    /** What a failure means for the user. */
    public static Throwable problem(StoredFile file, Throwable failure) {
        return switch (failure) {
            case ObjectStoreUnavailable _ ->
                Problem.retryable(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        ErrorCode.SERVICE_UNAVAILABLE,
                        "The file cannot be read at the moment. Try again shortly.");
            case FileDamaged _, ObjectMissing _, ObjectRefused _ ->
                Problem.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        ErrorCode.INTERNAL_ERROR,
                        "The stored file of document " + file.id() + " is damaged. Contact support.");
            default -> failure;
        };
    }
}
