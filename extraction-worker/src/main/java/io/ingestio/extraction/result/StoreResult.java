package io.ingestio.extraction.result;

import io.ingestio.contracts.DataReference;
import io.ingestio.objectstore.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores data that are too large for an event, before the job ends: an event never points to an object that is not there. The object
 * of an attempt that ends otherwise is removed with its run ({@link ResultKeys}).
 */
@Component
public class StoreResult {

    private final ObjectStore objects;
    private final Scheduler replyChecks;
    private final JsonMapper json = new JsonMapper();

    StoreResult(ObjectStore objects, Scheduler replyChecks) {
        this.objects = objects;
        this.replyChecks = replyChecks;
    }

    /** Where the data lie now; empty if they are at most {@link DataReference#INLINE_BYTES}, and then nothing is stored. */
    public Mono<DataReference> store(UUID runId, long leaseEpoch, Map<String, @Nullable Object> data) {
        return Mono.fromCallable(() -> encode(data))
                .subscribeOn(replyChecks)
                .filter(bytes -> bytes.length > DataReference.INLINE_BYTES)
                .flatMap(bytes ->
                        put(new DataReference(ResultKeys.key(runId, leaseEpoch), sha256(bytes), bytes.length), bytes));
    }

    private Mono<DataReference> put(DataReference reference, byte[] bytes) {
        return objects.put(reference.key(), bytes, "application/json").thenReturn(reference);
    }

    /** By way of text, as events are encoded: half of a surrogate pair becomes a question mark; Jackson's bytes would fail. */
    private byte[] encode(Map<String, @Nullable Object> data) {
        return json.writeValueAsString(data).getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
