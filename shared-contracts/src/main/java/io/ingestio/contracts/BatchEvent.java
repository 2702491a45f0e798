package io.ingestio.contracts;

import java.util.UUID;

/** An event that belongs to one batch: the batch is its key. */
public sealed interface BatchEvent extends Event permits UploadEvent, OrchestrationEvent, ExtractionEvent, ReviewEvent {

    UUID batchId();

    @Override
    default String key() {
        return batchId().toString();
    }
}
