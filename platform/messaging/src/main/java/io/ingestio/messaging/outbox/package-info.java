/** Outgoing events: stored in the transaction of their state change, sent to Kafka by a relay, at least once and in order. */
@NullMarked
package io.ingestio.messaging.outbox;

import org.jspecify.annotations.NullMarked;
