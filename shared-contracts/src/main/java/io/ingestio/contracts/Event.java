package io.ingestio.contracts;

import java.util.UUID;

/**
 * A fact that its owner has published. Every event belongs to one batch and one user; the batch is the Kafka key, so the
 * events of one batch from one owner are ordered. Order across owners is never assumed.
 */
public sealed interface Event permits UploadEvent, OrchestrationEvent, ExtractionEvent {

    UUID batchId();

    /** The {@code sub} of the token under which the batch was submitted. */
    String userId();
}
