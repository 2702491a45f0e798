package io.ingestio.orchestrator.webhook.event;

import com.github.f4b6a3.uuid.UuidCreator;
import io.ingestio.contracts.ExportEvent.ExportCompleted;
import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a user's endpoints are called for.
 *
 * @param id         follows from what has happened, so that the same fact is one event however often it is found
 * @param batchId    with which its deliveries are deleted; null where it is about no single batch
 * @param documentId as {@code batchId}
 * @param at         when it happened
 * @param data       ids and the facts a receiver needs to decide what to fetch; no content of documents
 */
public record WebhookEvent(
        UUID id,
        EventType type,
        String userId,
        @Nullable UUID batchId,
        @Nullable UUID documentId,
        Instant at,
        Data data) {

    /** At most one test of an endpoint is sent in this time. */
    static final Duration TESTS = Duration.ofSeconds(10);

    /** The member {@code data} of a payload. */
    public sealed interface Data {}

    record BatchData(
            UUID batchId,
            int revision,
            String status,
            int documentCount,
            int completedCount,
            int failedCount,
            int cancelledCount,
            int totalPages)
            implements Data {}

    /** @param code why, as in the API; {@code message} is a sentence for the user */
    record DocumentData(UUID documentId, UUID batchId, int run, String code, String message) implements Data {}

    record ExportData(UUID exportId, @Nullable UUID batchId, String format, String type, long rows, long sizeBytes)
            implements Data {}

    record TestData(UUID endpointId) implements Data {}

    /** What is sent, in the shape of Standard Webhooks. */
    record Payload(String type, Instant timestamp, Data data) {}

    Payload payload() {
        return new Payload(type.wireName(), at, data);
    }

    public static WebhookEvent of(BatchCompleted event) {
        Integer cancelled = event.cancelledCount();
        return new WebhookEvent(
                id(event.batchId(), "batch.completed:" + event.revision()),
                EventType.BATCH_COMPLETED,
                event.userId(),
                event.batchId(),
                null,
                event.completedAt(),
                new BatchData(
                        event.batchId(),
                        event.revision(),
                        event.status(),
                        event.documentCount(),
                        event.completedCount(),
                        event.failedCount(),
                        cancelled == null ? 0 : cancelled,
                        event.totalPages()));
    }

    /** A document's run has failed, or its file was rejected at upload. */
    public static WebhookEvent documentFailed(
            String userId, UUID batchId, UUID documentId, int run, String code, String message, Instant at) {
        return new WebhookEvent(
                id(documentId, "document.failed:" + run),
                EventType.DOCUMENT_FAILED,
                userId,
                batchId,
                documentId,
                at,
                new DocumentData(documentId, batchId, run, code, message));
    }

    public static WebhookEvent of(ExportCompleted event) {
        return new WebhookEvent(
                id(event.exportId(), "export.completed"),
                EventType.EXPORT_COMPLETED,
                event.userId(),
                event.batchId(),
                null,
                event.completedAt(),
                new ExportData(
                        event.exportId(),
                        event.batchId(),
                        event.format(),
                        event.type(),
                        event.rows(),
                        event.sizeBytes()));
    }

    /** One for each endpoint in ten seconds: more calls for a test give the same event. */
    public static WebhookEvent test(String userId, UUID endpointId, Instant at) {
        return new WebhookEvent(
                id(endpointId, "webhook.test:" + at.getEpochSecond() / TESTS.toSeconds()),
                EventType.WEBHOOK_TEST,
                userId,
                null,
                null,
                at,
                new TestData(endpointId));
    }

    private static UUID id(UUID of, String what) {
        return UuidCreator.getNameBasedSha1(of, what);
    }
}
