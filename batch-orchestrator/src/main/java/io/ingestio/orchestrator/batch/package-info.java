/** A batch, derived from its documents: never counted from events. */
@NullMarked
package io.ingestio.orchestrator.batch;

import org.jspecify.annotations.NullMarked;
