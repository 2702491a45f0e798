/** Changes of batches and documents as server-sent events. */
@NullMarked
package io.ingestio.orchestrator.live;

import org.jspecify.annotations.NullMarked;
