/** What was published before, read anew from Kafka. */
@NullMarked
package io.ingestio.messaging.history;

import org.jspecify.annotations.NullMarked;
