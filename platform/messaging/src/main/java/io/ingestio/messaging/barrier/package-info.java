/** Lets a read wait until this service has applied what was published before it. */
@NullMarked
package io.ingestio.messaging.barrier;

import org.jspecify.annotations.NullMarked;
