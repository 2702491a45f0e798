package io.ingestio.orchestrator.timeline;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.ExportEvent.DocumentConfirmed;
import io.ingestio.contracts.ExportEvent.DocumentEdited;
import io.ingestio.contracts.ExportEvent.DocumentUnconfirmed;
import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionAttempted;
import io.ingestio.contracts.ExtractionEvent.ExtractionCancelled;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.contracts.OrchestrationEvent.DocumentCancelRequested;
import io.ingestio.contracts.OrchestrationEvent.DocumentRedoRequested;
import io.ingestio.contracts.ReviewEvent;
import io.ingestio.contracts.UploadEvent;
import io.ingestio.contracts.UploadEvent.BatchCreated;
import io.ingestio.contracts.UploadEvent.BatchCreatedAnalytics;
import io.ingestio.contracts.UploadEvent.BatchDiscarded;
import io.ingestio.contracts.UploadEvent.BatchDrafted;
import io.ingestio.contracts.UploadEvent.DocumentRejected;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.ingestio.orchestrator.timeline.Hop.Kind;
import io.ingestio.orchestrator.timeline.Hop.Subject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The hops that events stand for. Pure: any order and any number of deliveries of the same events gives the same hops. */
public final class Hops {

    private static final String UPLOAD = "upload";
    private static final String ORCHESTRATOR = "orchestrator";
    private static final String EXTRACTION = "extraction";
    private static final String EXPORT = "export";
    private static final int FIRST_RUN = 1;

    private Hops() {}

    /** @param now when this service applies the events */
    public static List<Hop> of(List<? extends BatchEvent> events, Instant now) {
        return Hop.distinct(events.stream().flatMap(event -> of(event, now)).toList());
    }

    private static Stream<Hop> of(BatchEvent event, Instant now) {
        return switch (event) {
            case UploadEvent upload -> ofUpload(upload, now);
            case ExtractionEvent extraction -> ofExtraction(extraction);
            case ReviewEvent review -> ofReview(review);
            case OrchestrationEvent own -> ofAct(own);
        };
    }

    private static Stream<Hop> ofUpload(UploadEvent event, Instant now) {
        return switch (event) {
            case BatchCreated created -> Stream.empty();
            case BatchCreatedAnalytics analytics -> Stream.empty();
            case BatchDrafted drafted -> Stream.empty();
            case BatchDiscarded discarded -> Stream.empty();
            case DocumentUploaded e -> {
                var document = new Subject(e.documentId(), e.batchId(), e.userId(), e.run());
                yield Stream.of(
                        document.hop(Kind.RECEIVED, UPLOAD, e.uploadedAt()),
                        document.hop(Kind.RECORDED, ORCHESTRATOR, now));
            }
            case DocumentRejected e -> {
                var document = new Subject(e.documentId(), e.batchId(), e.userId(), FIRST_RUN);
                yield Stream.of(
                        document.hop(Kind.REJECTED, UPLOAD, e.rejectedAt()).because(e.code(), e.detail()),
                        document.hop(Kind.RECORDED, ORCHESTRATOR, now));
            }
        };
    }

    private static Stream<Hop> ofExtraction(ExtractionEvent event) {
        var document = new Subject(event.documentId(), event.batchId(), event.userId(), event.run());
        return switch (event) {
            case ExtractionStarted e ->
                Stream.concat(
                        queued(document, e.queuedAt()),
                        Stream.of(document.ofAttempt(Kind.STARTED, EXTRACTION, e.startedAt(), e.attempt())));
            case ExtractionAttempted e -> Stream.of(attempted(document, e));
            case ExtractionCompleted e -> Stream.of(document.hop(Kind.COMPLETED, EXTRACTION, e.completedAt()));
            case ExtractionFailed e ->
                Stream.of(document.hop(Kind.FAILED, EXTRACTION, e.failedAt()).because(e.code(), e.detail()));
            case ExtractionCancelled e -> Stream.of(document.hop(Kind.CANCELLED, EXTRACTION, e.cancelledAt()));
        };
    }

    private static Stream<Hop> queued(Subject document, @Nullable Instant at) {
        return at == null ? Stream.empty() : Stream.of(document.hop(Kind.QUEUED, EXTRACTION, at));
    }

    private static Stream<Hop> ofReview(ReviewEvent event) {
        Kind kind =
                switch (event) {
                    case DocumentEdited edited -> Kind.EDITED;
                    case DocumentConfirmed confirmed -> Kind.CONFIRMED;
                    case DocumentUnconfirmed unconfirmed -> Kind.UNCONFIRMED;
                };
        return Stream.of(new Subject(event.documentId(), event.batchId(), event.userId(), event.run())
                .ofEdit(kind, EXPORT, event.reviewedAt(), event.edit()));
    }

    private static Hop attempted(Subject document, ExtractionAttempted event) {
        Hop hop = event.counted()
                ? document.ofAttempt(Kind.RETRIED, EXTRACTION, event.endedAt(), event.attempt())
                : document.repeated(Kind.POSTPONED, EXTRACTION, event.endedAt(), event.attempt());
        return hop.because(event.code(), null).next(event.nextAttemptAt());
    }

    /** What the user asked for. A deletion is no hop: a deleted document has no timeline. */
    private static Stream<Hop> ofAct(OrchestrationEvent event) {
        return switch (event) {
            case DocumentRedoRequested e ->
                Stream.of(new Subject(e.documentId(), e.batchId(), e.userId(), e.run())
                        .hop(Kind.REDO_REQUESTED, ORCHESTRATOR, e.requestedAt()));
            case DocumentCancelRequested e ->
                Stream.of(new Subject(e.documentId(), e.batchId(), e.userId(), e.run())
                        .hop(Kind.CANCEL_REQUESTED, ORCHESTRATOR, e.requestedAt()));
            case OrchestrationEvent.DocumentStateRequested e -> Stream.empty(); // its answer is a hop
            case OrchestrationEvent.DocumentDeleted e -> Stream.empty();
            case OrchestrationEvent.BatchCancelRequested e -> Stream.empty();
            case OrchestrationEvent.BatchDeleted e -> Stream.empty();
            case OrchestrationEvent.BatchCompleted e -> Stream.empty();
        };
    }
}
