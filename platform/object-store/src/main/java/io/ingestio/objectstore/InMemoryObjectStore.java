package io.ingestio.objectstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Objects on the heap, for tests. Passes the same contract tests as the S3 store. */
public final class InMemoryObjectStore implements ObjectStore {

    private static final int CHUNK_BYTES = 64 * 1024;

    private final Map<String, Stored> objects = new ConcurrentHashMap<>();

    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    /** From now on calls for this key fail with {@link ObjectRefused}. */
    public void refuse(String key) {
        refused.add(key);
    }

    private record Stored(byte[] bytes, String contentType) {}

    @Override
    public Mono<Void> put(String key, Path file, String contentType) {
        return Mono.<Void>fromRunnable(() -> store(key, new Stored(readAll(file), contentType)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Mono<Void> put(String key, byte[] bytes, String contentType) {
        return Mono.fromRunnable(() -> store(key, new Stored(bytes.clone(), contentType)));
    }

    @Override
    public Mono<ObjectInfo> info(String key) {
        return find(key).map(stored -> new ObjectInfo(key, stored.bytes().length, stored.contentType()));
    }

    @Override
    public Mono<Path> fetch(String key, Path into) {
        return find(key).publishOn(Schedulers.boundedElastic()).map(stored -> writeAll(into, stored.bytes()));
    }

    @Override
    public Flux<ByteBuffer> read(String key) {
        return find(key).flatMapMany(stored -> chunks(stored.bytes(), 0, stored.bytes().length));
    }

    @Override
    public Flux<ByteBuffer> read(String key, ByteRange range) {
        return find(key).flatMapMany(stored -> {
            if (range.first() >= stored.bytes().length) {
                return Flux.error(new IllegalArgumentException(range + " lies beyond the object " + key));
            }
            int end = (int) Math.min(range.last() + 1, stored.bytes().length);
            return chunks(stored.bytes(), (int) range.first(), end);
        });
    }

    @Override
    public Mono<Void> delete(String key) {
        return Mono.fromRunnable(() -> {
            requireNotRefused(key);
            objects.remove(key);
        });
    }

    @Override
    public Mono<Long> deleteUnder(String prefix, int limit) {
        ObjectStore.checkPrefix(prefix, limit);
        return Mono.fromSupplier(() -> objects.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .limit(limit)
                .filter(key -> objects.remove(key) != null)
                .count());
    }

    private Mono<Stored> find(String key) {
        return Mono.fromSupplier(() -> {
                    requireNotRefused(key);
                    return objects.get(key);
                })
                .switchIfEmpty(Mono.error(() -> new ObjectMissing(key, null)));
    }

    private void store(String key, Stored stored) {
        requireNotRefused(key);
        objects.put(key, stored);
    }

    private void requireNotRefused(String key) {
        if (refused.contains(key)) {
            throw new ObjectRefused(key, "as the test wants", null);
        }
    }

    private static Flux<ByteBuffer> chunks(byte[] bytes, int start, int end) {
        int count = (end - start + CHUNK_BYTES - 1) / CHUNK_BYTES;
        return Flux.range(0, count).map(i -> {
            int from = start + i * CHUNK_BYTES;
            return ByteBuffer.wrap(bytes, from, Math.min(CHUNK_BYTES, end - from))
                    .asReadOnlyBuffer();
        });
    }

    private static byte[] readAll(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ObjectStoreUnavailable("cannot read " + file, e);
        }
    }

    private static Path writeAll(Path into, byte[] bytes) {
        try {
            return Files.write(into, bytes);
        } catch (IOException e) {
            throw new ObjectStoreUnavailable("cannot write " + into, e);
        }
    }
}
