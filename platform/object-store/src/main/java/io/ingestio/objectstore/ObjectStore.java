package io.ingestio.objectstore;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Objects by key. An object is either wholly there or not at all; a second {@code put} of a key replaces the first. Keys are
 * made by the services, never taken from a client.
 *
 * <p>Every publisher is cold: nothing happens before it is subscribed to, and each subscription does it anew. All of them fail
 * with an {@link ObjectStoreFailure}: {@link ObjectMissing} for a key without an object, {@link ObjectStoreUnavailable} for
 * everything that may pass.
 */
public interface ObjectStore {

    /** Stores the bytes of a file, which must not change meanwhile. Completes once the object can be read. */
    Mono<Void> put(String key, Path file, String contentType);

    /** What is known of an object without reading it. */
    Mono<ObjectInfo> info(String key);

    /**
     * Copies an object into a file, replacing it, and emits that file. After a failure there is no half-written file.
     *
     * @param into where to; its folder exists
     */
    Mono<Path> fetch(String key, Path into);

    /** The bytes of an object, in order, at the pace of the subscriber. Memory does not grow with the object. */
    Flux<ByteBuffer> read(String key);

    /** As {@link #read(String)}, a part of it; what lies beyond the end of the object is left out. */
    Flux<ByteBuffer> read(String key, ByteRange range);

    /** Removes an object; one that is not there is no error, so the call may be repeated. */
    Mono<Void> delete(String key);
}
