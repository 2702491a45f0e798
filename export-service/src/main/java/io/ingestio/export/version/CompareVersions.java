package io.ingestio.export.version;

import io.ingestio.export.tree.Differences;
import io.ingestio.export.tree.TreeThreads;
import io.ingestio.http.Problem;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Compares two versions of a document's data, field by field. */
@Component
public class CompareVersions {

    private final FindVersion findVersion;
    private final TreeThreads threads;

    CompareVersions(FindVersion findVersion, TreeThreads threads) {
        this.findVersion = findVersion;
        this.threads = threads;
    }

    /**
     * Reads both once it has a turn.
     *
     * @param most differences, the first of them
     * @throws Problem as {@link TreeThreads#inTurn}
     */
    public Mono<Differences> compare(String userId, UUID documentId, Version before, Version after, int most) {
        return threads.inTurn(
                userId,
                Mono.zip(findVersion.data(userId, documentId, before), findVersion.data(userId, documentId, after))
                        .flatMap(data -> threads.run(() -> Differences.between(data.getT1(), data.getT2(), most))));
    }

    /** As before, with a version that the caller has read within its turn. */
    public Mono<Differences> compareInTurn(String userId, Version before, DocumentVersion after, int most) {
        return findVersion
                .data(userId, after.documentId(), before)
                .flatMap(data -> threads.run(() -> Differences.between(data, after.data(), most)));
    }
}
