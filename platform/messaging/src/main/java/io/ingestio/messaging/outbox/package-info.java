/** Events on their way out: written with the state they tell of, then sent to Kafka by a relay, at least once and in order. */
@NullMarked
package io.ingestio.messaging.outbox;

import org.jspecify.annotations.NullMarked;
