package io.ingestio.orchestrator.webhook.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery claimed by a sender, with what it needs of its endpoint.
 *
 * @param attempt        1 for the first since it was queued or redelivered
 * @param leaseEpoch     of the lease: an outcome counts only while this is still the delivery's; the number of the attempt in the log
 * @param enabled        whether the endpoint is
 * @param secret         encrypted
 * @param previousSecret as {@code secret}; null unless it signs too
 */
record Delivery(
        UUID id,
        UUID endpointId,
        String userId,
        UUID eventId,
        String payload,
        int attempt,
        int leaseEpoch,
        String url,
        boolean enabled,
        String secret,
        @Nullable String previousSecret) {}
