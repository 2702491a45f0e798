package io.ingestio.messaging.outbox;

import java.util.UUID;

/**
 * An event ready to be inserted into {@code outbox}. Statements that change state and add the event in one data-modifying
 * {@code WITH} bind its parts: event_id, topic, key, shard, type, body.
 */
public record OutboxRow(UUID eventId, String topic, String key, int shard, String type, String body) {}
