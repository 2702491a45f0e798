package io.ingestio.export.version;

import io.ingestio.export.tree.Differences;
import io.ingestio.export.tree.TreeThreads;
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

    /** @param most differences, the first of them */
    public Mono<Differences> compare(String userId, UUID documentId, Version before, Version after, int most) {
        return Mono.zip(findVersion.data(userId, documentId, before), findVersion.data(userId, documentId, after))
                .flatMap(data -> threads.run(() -> Differences.between(data.getT1(), data.getT2(), most)));
    }
}
