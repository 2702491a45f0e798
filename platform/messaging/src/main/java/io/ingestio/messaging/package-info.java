/** Kafka's wiring, the only place that knows Kafka's own types. */
@NullMarked
package io.ingestio.messaging;

import org.jspecify.annotations.NullMarked;
