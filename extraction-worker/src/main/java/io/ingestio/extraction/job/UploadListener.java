package io.ingestio.extraction.job;

import io.ingestio.background.WakeUp;
import io.ingestio.contracts.UploadEvent;
import io.ingestio.contracts.UploadEvent.BatchCreated;
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

    private final JobTable jobs;
    private final WakeUp jobLoop;

    UploadListener(JobTable jobs, WakeUp jobLoopWakeUp) {
        this.jobs = jobs;
        this.jobLoop = jobLoopWakeUp;
    }

    @Override
    public Class<UploadEvent> family() {
        return UploadEvent.class;
    }

    @Override
    public Mono<Void> onAll(List<UploadEvent> events) {
        return jobs.enqueue(events.stream().flatMap(UploadListener::uploaded).toList());
    }

    @Override
    public void committed() {
        jobLoop.call();
    }

    private static Stream<DocumentUploaded> uploaded(UploadEvent event) {
        return switch (event) {
            case DocumentUploaded uploaded -> Stream.of(uploaded);
            case BatchCreated batch -> Stream.empty();
            case DocumentRejected rejected -> Stream.empty();
        };
    }
}
