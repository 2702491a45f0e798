package io.ingestio.upload.store;

import io.ingestio.database.Tenancy;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.objectstore.UserFolder;
import io.ingestio.upload.receive.Filename;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Puts an accepted file where it stays: {@code batches/{userId}/{batchId}/{uuid}-{sanitised filename}}; parts of a file that is still
 * arriving lie in {@code batches/{userId}/{batchId}/parts/}.
 *
 * <p>An intent is committed before the object is stored. A transaction that commits a row with its key ends the intent
 * itself ({@link #keep}); an object whose intent does not end is deleted by {@link DeleteOrphans}. So an outcome that is unknown
 * deletes nothing that a row names, and leaves nothing that no row names.
 */
@Component
public class StoreFile {

    private final ObjectStore objects;
    private final IntentTable intents;
    private final Tenancy tenancy;
    private final Supplier<UUID> ids;

    StoreFile(ObjectStore objects, IntentTable intents, Tenancy tenancy, Supplier<UUID> ids) {
        this.objects = objects;
        this.intents = intents;
        this.tenancy = tenancy;
        this.ids = ids;
    }

    /** @return the object's key; no part of it is chosen by the sender alone */
    public Mono<String> store(String userId, UUID batchId, String filename, Path file, String mimeType) {
        return put(
                userId,
                folder(userId) + "%s/%s-%s".formatted(batchId, ids.get(), Filename.key(filename)),
                file,
                mimeType);
    }

    /** A part of a file that is still arriving. */
    public Mono<String> storePart(String userId, UUID batchId, Path file) {
        return put(
                userId, folder(userId) + "%s/parts/%s".formatted(batchId, ids.get()), file, "application/octet-stream");
    }

    private Mono<String> put(String userId, String key, Path file, String mimeType) {
        return tenancy.asUser(userId, intents.insert(userId, key))
                .then(objects.put(key, file, mimeType))
                .thenReturn(key)
                .onErrorResume(failure -> abandon(List.of(key)).then(Mono.error(failure)));
    }

    /**
     * Ends the intents of objects that the running transaction names in a row.
     *
     * @throws ObjectsAbandoned if the sweep has given up one of them: then nothing may name it
     */
    public Mono<Void> keep(List<String> keys) {
        return keys.isEmpty()
                ? Mono.empty()
                : intents.end(keys)
                        .flatMap(ended -> ended == keys.size() ? Mono.empty() : Mono.error(new ObjectsAbandoned()));
    }

    /** Has objects deleted whose rows the running transaction deletes. */
    public Mono<Void> drop(String userId, List<String> keys) {
        return keys.isEmpty() ? Mono.empty() : intents.insertAbandoned(userId, keys);
    }

    /**
     * Has stored objects deleted if no row names them: after a failure, whatever its outcome was. Best effort; what is not marked here is
     * found by its age.
     */
    public Mono<Void> abandon(List<String> keys) {
        return keys.isEmpty()
                ? Mono.empty()
                : tenancy.statementAsService(intents.abandon(keys)).onErrorComplete();
    }

    /** Removes files of all batches of a user; returns how many, up to {@code limit}. */
    public Mono<Long> deleteOfUser(String userId, int limit) {
        return objects.deleteUnder(folder(userId), Math.min(limit, ObjectStore.MOST_DELETED));
    }

    private static String folder(String userId) {
        return UserFolder.of("batches", userId);
    }
}
