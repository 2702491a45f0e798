/** Which batches have just changed, in any process: what waiting reads and live listeners are called by. */
@NullMarked
package io.ingestio.orchestrator.feed;

import org.jspecify.annotations.NullMarked;
