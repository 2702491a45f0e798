package io.ingestio.contracts.usage;

import java.util.UUID;

/**
 * {@code PUT /internal/reservations/{id}}: reserves pages before a model is called. The id is {@link
 * io.ingestio.contracts.RunId}; the same call may be repeated.
 */
public record ReservationRequest(String userId, UUID documentId, int run, int pages) {}
