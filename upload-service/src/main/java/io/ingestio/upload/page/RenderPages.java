package io.ingestio.upload.page;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import io.ingestio.objectstore.ObjectInfo;
import io.ingestio.objectstore.ObjectMissing;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.ReaderUnavailable;
import io.ingestio.reader.UnreadableDocument;
import io.ingestio.upload.content.StoredBytes;
import io.ingestio.upload.content.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A page as a picture: from the object store if it was rendered before, else rendered in a child JVM and stored. Requests for the same
 * picture at the same time wait for one rendering; users share the child JVMs fairly.
 */
@Component
class RenderPages {

    private final PictureTable pictures;
    private final StoredBytes bytes;
    private final ObjectStore store;
    private final DocumentReader reader;
    private final PageSettings settings;
    private final Tenancy tenancy;
    private final Map<String, Mono<String>> running = new ConcurrentHashMap<>();
    private final Map<String, Integer> runningOfUser = new ConcurrentHashMap<>();

    RenderPages(
            PictureTable pictures,
            StoredBytes bytes,
            ObjectStore store,
            DocumentReader reader,
            PageSettings settings,
            Tenancy tenancy) {
        this.pictures = pictures;
        this.bytes = bytes;
        this.store = store;
        this.reader = reader;
        this.settings = settings;
        this.tenancy = tenancy;
    }

    /**
     * What is known of a picture in the object store.
     *
     * @throws Problem 422 with the code of the document if the page cannot be rendered, 429 for too many at once, 503 while nothing can
     *     be rendered
     */
    Mono<ObjectInfo> picture(String userId, StoredFile file, int page, PictureScale scale) {
        Mono<ObjectInfo> stored = tenancy.asUser(userId, pictures.find(file.id(), page, scale))
                .flatMap(key -> store.info(key.objectKey()))
                .onErrorComplete(ObjectMissing.class);
        return stored.switchIfEmpty(
                        Mono.defer(() -> once(userId, file, page, scale)).flatMap(store::info))
                .onErrorMap(failure -> problem(file, failure));
    }

    /** The bytes of such a picture. */
    Flux<ByteBuffer> read(ObjectInfo picture) {
        return store.read(picture.key());
    }

    private Mono<String> once(String userId, StoredFile file, int page, PictureScale scale) {
        String key = PictureFolder.key(userId, file.id(), page, scale);
        return running.computeIfAbsent(
                key,
                absent -> counted(userId, render(userId, file, page, scale, key))
                        .doFinally(signal -> running.remove(key))
                        .cache());
    }

    /** Each has a scratch file and waits for a child, so a user has a limited number. */
    private <T> Mono<T> counted(String userId, Mono<T> work) {
        return Mono.defer(() -> {
            int count = runningOfUser.merge(userId, 1, Integer::sum);
            Mono<T> counted = count > settings.atOnce() ? Mono.error(RenderPages::tooMany) : work;
            return counted.doFinally(
                    signal -> runningOfUser.computeIfPresent(userId, (name, n) -> n == 1 ? null : n - 1));
        });
    }

    /** @return the key of the stored picture */
    private Mono<String> render(String userId, StoredFile file, int page, PictureScale scale, String key) {
        Mono<String> work = Mono.usingWhen(
                Mono.fromCallable(() -> Files.createTempDirectory("ingestio-page-"))
                        .subscribeOn(Schedulers.boundedElastic()),
                folder -> fetch(file, folder.resolve("file"))
                        .flatMap(source ->
                                reader.render(source, page, scale.picture(file.mimeType()), folder.resolve("picture")))
                        .flatMap(picture -> keep(userId, file, scale, picture, key)),
                RenderPages::remove);
        return tenancy.asUser(userId, pictures.begin(userId, file.id(), page, scale, key))
                .flatMap(begun -> begun ? work : Mono.error(RenderPages::beingDeleted))
                .contextWrite(DocumentReader.sharedBy(userId));
    }

    private Mono<Path> fetch(StoredFile file, Path into) {
        return DataBufferUtils.write(bytes.whole(file).map(DefaultDataBufferFactory.sharedInstance::wrap), into)
                .thenReturn(into);
    }

    private Mono<String> keep(String userId, StoredFile file, PictureScale scale, Path picture, String key) {
        return store.put(key, picture, scale.picture(file.mimeType()).format().mimeType())
                .then(Mono.fromCallable(() -> Files.size(picture)).subscribeOn(Schedulers.boundedElastic()))
                .flatMap(size -> tenancy.asUser(userId, pictures.end(file.id(), key, size)))
                .flatMap(kept ->
                        kept ? Mono.just(key) : store.delete(key).then(Mono.error(() -> Problem.notFound("document"))));
    }

    private static Mono<Void> remove(Path folder) {
        return Mono.<Void>fromCallable(() -> {
                    Files.deleteIfExists(folder.resolve("file"));
                    Files.deleteIfExists(folder.resolve("picture"));
                    Files.deleteIfExists(folder);
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorComplete(IOException.class);
    }

    private static Throwable problem(StoredFile file, Throwable failure) {
        return switch (failure) {
            case UnreadableDocument unreadable ->
                Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        ErrorCode.valueOf(unreadable.code().name()),
                        String.valueOf(unreadable.getMessage()));
            case ReaderUnavailable _ ->
                Problem.retryable(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        ErrorCode.SERVICE_UNAVAILABLE,
                        "No page can be rendered at the moment. Try again shortly.");
            default -> StoredBytes.problem(file, failure);
        };
    }

    private static Problem beingDeleted() {
        return Problem.retryable(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        ErrorCode.SERVICE_UNAVAILABLE,
                        "An older picture of this page is being deleted. Ask for this one again shortly.")
                .after(Duration.ofSeconds(10));
    }

    private static Problem tooMany() {
        return Problem.retryable(
                        HttpStatus.TOO_MANY_REQUESTS,
                        ErrorCode.RATE_LIMITED,
                        "Too many pages are being rendered for you. Ask for this one again shortly.")
                .after(Duration.ofSeconds(1));
    }
}
