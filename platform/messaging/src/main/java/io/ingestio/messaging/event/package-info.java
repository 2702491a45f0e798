/** How an event looks on the wire: CloudEvents 1.0 in Kafka's binary mode, the body JSON. */
@NullMarked
package io.ingestio.messaging.event;

import org.jspecify.annotations.NullMarked;
