package io.ingestio.extraction.learning;

import io.ingestio.contracts.ExportEvent;
import io.ingestio.contracts.ExportEvent.DocumentConfirmed;
import io.ingestio.contracts.ExportEvent.DocumentCorrected;
import io.ingestio.contracts.ExportEvent.DocumentEdited;
import io.ingestio.contracts.ExportEvent.DocumentUnconfirmed;
import io.ingestio.contracts.ExportEvent.ExportCompleted;
import io.ingestio.contracts.ExportEvent.LearningChanged;
import io.ingestio.messaging.inbox.EventListener;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Entry for what people corrected, where the user has agreed that it teaches, and for the end of that. */
@Component
class ExportListener implements EventListener<ExportEvent> {

    private final ExampleTable examples;
    private final LearningSettings settings;

    ExportListener(ExampleTable examples, LearningSettings settings) {
        this.examples = examples;
        this.settings = settings;
    }

    @Override
    public Class<ExportEvent> family() {
        return ExportEvent.class;
    }

    @Override
    public Mono<Void> onAll(List<ExportEvent> events) {
        return EventListener.each(events, this::apply);
    }

    private Mono<Void> apply(ExportEvent event) {
        return switch (event) {
            case DocumentCorrected corrected -> examples.keep(corrected, settings);
            case LearningChanged changed -> examples.change(changed);
            case ExportCompleted other -> Mono.empty();
            case DocumentEdited other -> Mono.empty();
            case DocumentConfirmed other -> Mono.empty();
            case DocumentUnconfirmed other -> Mono.empty();
        };
    }
}
