package io.ingestio.extraction.job;

import io.ingestio.background.WakeUp;
import io.ingestio.contracts.UploadEvent;
import io.ingestio.contracts.UploadEvent.BatchCreated;
import io.ingestio.contracts.UploadEvent.BatchCreatedAnalytics;
import io.ingestio.contracts.UploadEvent.BatchDiscarded;
import io.ingestio.contracts.UploadEvent.BatchDrafted;
import io.ingestio.contracts.UploadEvent.DocumentRejected;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.ingestio.messaging.inbox.EventListener;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Queues uploaded documents. The offset is committed within milliseconds, however long the extraction will last. */
@Component
class UploadListener implements EventListener<UploadEvent> {

    private final JobQueue queue;
    private final WakeUp jobLoop;

    UploadListener(JobQueue queue, WakeUp jobLoopWakeUp) {
        this.queue = queue;
        this.jobLoop = jobLoopWakeUp;
    }

    @Override
    public Class<UploadEvent> family() {
        return UploadEvent.class;
    }

    @Override
    public Mono<Void> onAll(List<UploadEvent> events) {
        return queue.enqueue(events.stream()
                .flatMap(UploadListener::uploaded)
                .map(NewJob::of)
                .toList());
    }

    @Override
    public void committed(List<UploadEvent> events) {
        jobLoop.call();
    }

    private static Stream<DocumentUploaded> uploaded(UploadEvent event) {
        return switch (event) {
            case DocumentUploaded uploaded -> Stream.of(uploaded);
            case BatchCreated batch -> Stream.empty();
            case BatchDrafted draft -> Stream.empty();
            case BatchDiscarded draft -> Stream.empty();
            case BatchCreatedAnalytics analytics -> Stream.empty();
            case DocumentRejected rejected -> Stream.empty();
        };
    }
}
