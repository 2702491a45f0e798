/** Incoming events: each takes effect once per listener, however often it is delivered. */
@NullMarked
package io.ingestio.messaging.inbox;

import org.jspecify.annotations.NullMarked;
