package io.ingestio.export.edit;

import io.ingestio.export.review.SeenVersion;
import io.ingestio.export.tree.Differences;
import io.ingestio.export.tree.TreeThreads;
import io.ingestio.export.version.CompareVersions;
import io.ingestio.export.version.DocumentVersion;
import io.ingestio.export.version.FindVersion;
import io.ingestio.export.version.VersionTag;
import io.ingestio.http.Problem;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says to a person whose edit came second who was first, and what that one changed: the edit can be made again on top of it. */
@Component
class ExplainConflict {

    /** Differences in the answer: a person reads them. */
    private static final int MOST = 100;

    private final FindVersion findVersion;
    private final CompareVersions compareVersions;
    private final TreeThreads threads;

    ExplainConflict(FindVersion findVersion, CompareVersions compareVersions, TreeThreads threads) {
        this.findVersion = findVersion;
        this.compareVersions = compareVersions;
        this.threads = threads;
    }

    /** Always an error: 412 {@code version_changed}. In a turn of its own: the edit has left its one. */
    <T> Mono<T> explain(String userId, UUID documentId, SeenVersion seen) {
        return threads.inTurn(
                userId,
                findVersion
                        .current(userId, documentId)
                        .flatMap(current -> changes(userId, current, seen)
                                .flatMap(changes -> Mono.error(problem(current, changes)))));
    }

    /** Nothing where the header named no version of the document. */
    private Mono<Differences> changes(String userId, DocumentVersion current, SeenVersion seen) {
        Differences unknown = new Differences(List.of(), false);
        return Mono.justOrEmpty(seen.version())
                .flatMap(version -> compareVersions.compareInTurn(userId, version, current, MOST))
                .onErrorResume(Problem.class, missing -> Mono.just(unknown))
                .defaultIfEmpty(unknown);
    }

    private static Problem problem(DocumentVersion current, Differences changes) {
        Problem problem = SeenVersion.changed(current.run(), current.edit())
                .with("etag", VersionTag.of(current))
                .with("changes", changes.changes())
                .with("truncated", changes.truncated());
        String editor = current.editedBy();
        return editor == null ? problem : problem.with("editedBy", editor);
    }
}
