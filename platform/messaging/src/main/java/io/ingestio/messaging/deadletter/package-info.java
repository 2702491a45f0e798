/** Records that could not be read or applied: kept, visible, and applied again when an administrator asks for it. */
@NullMarked
package io.ingestio.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
