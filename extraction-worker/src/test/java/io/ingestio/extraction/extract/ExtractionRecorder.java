package io.ingestio.extraction.extract;

import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.ingestio.messaging.inbox.EventListener;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;

/** Records the events of the worker as another service receives them. */
final class ExtractionRecorder implements EventListener<ExtractionEvent> {
    private final Queue<ExtractionEvent> seen = new ConcurrentLinkedQueue<>();

    List<ExtractionEvent> of(DocumentUploaded document) {
        return seen.stream()
                .filter(event -> event.documentId().equals(document.documentId()))
                .toList();
    }

    /** The events that end a run of the document. */
    List<ExtractionEvent> endsOf(DocumentUploaded document) {
        return of(document).stream()
                .filter(event -> event instanceof ExtractionCompleted || event instanceof ExtractionFailed)
                .toList();
    }

    @Override
    public Class<ExtractionEvent> family() {
        return ExtractionEvent.class;
    }

    @Override
    public Mono<Void> onAll(List<ExtractionEvent> events) {
        return EventListener.each(events, this::apply);
    }

    private Mono<Void> apply(ExtractionEvent event) {
        return Mono.fromRunnable(() -> seen.add(event));
    }

    /** Adds a recorder to a context. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        ExtractionRecorder recorder() {
            return new ExtractionRecorder();
        }
    }
}
