package io.ingestio.objectstore;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.core.FileTransformerConfiguration;
import software.amazon.awssdk.core.FileTransformerConfiguration.FailureBehavior;
import software.amazon.awssdk.core.FileTransformerConfiguration.FileWriteOption;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects in one bucket of an S3-compatible store. A file is sent in one request with its exact length, read from disk
 * in chunks, so that neither side buffers it and a retry inside the SDK can read it again.
 */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {

    private static final int CHUNK_BYTES = 128 * 1024;

    private static final FileTransformerConfiguration REPLACE_OR_NOTHING = FileTransformerConfiguration.builder()
            .fileWriteOption(FileWriteOption.CREATE_OR_REPLACE_EXISTING)
            .failureBehavior(FailureBehavior.DELETE)
            .build();

    private final S3AsyncClient s3;
    private final String bucket;

    S3ObjectStore(S3AsyncClient s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** A store on its own connection pool; close it to free the pool. */
    public static S3ObjectStore connect(ObjectStoreSettings settings) {
        return new S3ObjectStore(S3Connection.open(settings), settings.bucket());
    }

    @Override
    public Mono<Void> put(String key, Path file, String contentType) {
        return put(
                key,
                contentType,
                () -> AsyncRequestBody.fromFile(body -> body.path(file).chunkSizeInBytes(CHUNK_BYTES)));
    }

    @Override
    public Mono<Void> put(String key, byte[] bytes, String contentType) {
        return put(key, contentType, () -> AsyncRequestBody.fromBytesUnsafe(bytes));
    }

    private Mono<Void> put(String key, String contentType, Supplier<AsyncRequestBody> body) {
        return call(
                        key,
                        () -> s3.putObject(
                                request -> request.bucket(bucket).key(key).contentType(contentType), body.get()))
                .then();
    }

    @Override
    public Mono<ObjectInfo> info(String key) {
        return call(key, () -> s3.headObject(request -> request.bucket(bucket).key(key)))
                .map(head -> new ObjectInfo(key, head.contentLength(), head.contentType()));
    }

    @Override
    public Mono<Path> fetch(String key, Path into) {
        return call(key, () -> s3.getObject(get(key, null), AsyncResponseTransformer.toFile(into, REPLACE_OR_NOTHING)))
                .thenReturn(into);
    }

    @Override
    public Flux<ByteBuffer> read(String key) {
        return stream(key, get(key, null));
    }

    @Override
    public Flux<ByteBuffer> read(String key, ByteRange range) {
        return stream(key, get(key, "bytes=" + range.first() + "-" + range.last()));
    }

    @Override
    public Mono<Void> delete(String key) {
        return call(key, () -> s3.deleteObject(request -> request.bucket(bucket).key(key)))
                .then();
    }

    @Override
    public Mono<Long> deleteUnder(String prefix, int limit) {
        ObjectStore.checkPrefix(prefix, limit);
        return call(
                        prefix,
                        () -> s3.listObjectsV2(
                                request -> request.bucket(bucket).prefix(prefix).maxKeys(limit)))
                .filter(page -> !page.contents().isEmpty())
                .flatMap(page -> deleteAll(prefix, page.contents()))
                .defaultIfEmpty(0L);
    }

    private Mono<Long> deleteAll(String prefix, List<S3Object> found) {
        List<ObjectIdentifier> keys = found.stream()
                .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                .toList();
        return call(
                        prefix,
                        () -> s3.deleteObjects(request -> request.bucket(bucket)
                                .delete(objects -> objects.objects(keys).quiet(true))))
                .flatMap(answer -> answer.errors().isEmpty()
                        ? Mono.just((long) keys.size())
                        : Mono.error(notDeleted(answer.errors())));
    }

    /** An outage goes first: the next call may delete the objects that met it. */
    private static ObjectStoreFailure notDeleted(List<S3Error> errors) {
        S3Error error = errors.stream()
                .filter(one -> S3Answer.isOutage(one.code()))
                .findFirst()
                .orElse(errors.getFirst());
        String reason = "not deleted, " + error.code();
        return S3Answer.isOutage(error.code())
                ? new ObjectStoreUnavailable(
                        "object store failed at " + error.key() + ": " + reason, new IllegalStateException(reason))
                : new ObjectRefused(error.key(), reason, null);
    }

    /** Creates the bucket unless it is there. Several services may do so at once. */
    Mono<Void> createBucket() {
        return Mono.fromFuture(() -> s3.headBucket(request -> request.bucket(bucket)))
                .then()
                .onErrorResume(
                        NoSuchBucketException.class,
                        absent -> Mono.fromFuture(() -> s3.createBucket(request -> request.bucket(bucket)))
                                .then())
                .onErrorComplete(S3ObjectStore::isAlreadyThere)
                .onErrorMap(error -> unavailable(bucket, cause(error)));
    }

    @Override
    public void close() {
        s3.close();
    }

    private GetObjectRequest get(String key, @Nullable String range) {
        return GetObjectRequest.builder().bucket(bucket).key(key).range(range).build();
    }

    private Flux<ByteBuffer> stream(String key, GetObjectRequest request) {
        return call(key, () -> s3.getObject(request, AsyncResponseTransformer.toPublisher()))
                .flatMapMany(body -> Flux.from(body).onErrorMap(error -> unavailable(key, cause(error))));
    }

    private <T> Mono<T> call(String key, Supplier<CompletableFuture<T>> request) {
        return Mono.fromFuture(request).onErrorResume(error -> failure(key, cause(error)));
    }

    private <T> Mono<T> failure(String key, Throwable cause) {
        return switch (S3Answer.of(cause)) {
            case MISSING -> Mono.error(new ObjectMissing(key, cause));
            case NOT_FOUND_UNNAMED ->
                isBucketUsable()
                        .flatMap(
                                usable -> Mono.error(usable ? new ObjectMissing(key, cause) : unavailable(key, cause)));
            case BEYOND_THE_END ->
                Mono.error(new IllegalArgumentException("the range lies beyond the object " + key, cause));
            case OUTAGE -> Mono.error(unavailable(key, cause));
            case REFUSED ->
                isBucketUsable()
                        .flatMap(usable -> Mono.error(
                                usable
                                        ? new ObjectRefused(key, String.valueOf(cause.getMessage()), cause)
                                        : unavailable(key, cause)));
        };
    }

    /**
     * Whether the store refuses one object, or this client altogether: an answer to HEAD names no code, and a policy may deny the
     * whole bucket by the code that it has for one key.
     */
    private Mono<Boolean> isBucketUsable() {
        return Mono.fromFuture(() -> s3.headBucket(request -> request.bucket(bucket)))
                .thenReturn(true)
                .onErrorReturn(false);
    }

    private static ObjectStoreUnavailable unavailable(String key, Throwable cause) {
        return new ObjectStoreUnavailable("object store failed at " + key + ": " + cause.getMessage(), cause);
    }

    private static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    private static boolean isAlreadyThere(Throwable error) {
        return error instanceof BucketAlreadyOwnedByYouException || error instanceof BucketAlreadyExistsException;
    }
}
