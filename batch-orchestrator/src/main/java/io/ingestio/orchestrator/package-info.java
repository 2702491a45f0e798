/** The batch orchestrator: what state every batch and every document is in. */
@NullMarked
package io.ingestio.orchestrator;

import org.jspecify.annotations.NullMarked;
