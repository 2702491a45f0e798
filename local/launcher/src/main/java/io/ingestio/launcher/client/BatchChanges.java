package io.ingestio.launcher.client;

import java.util.List;

/** What changed in a batch: an event of {@code GET /batches/{id}/events}, as far as this client reads it. */
public record BatchChanges(List<BatchView> batches, List<DocumentView> documents) {}
