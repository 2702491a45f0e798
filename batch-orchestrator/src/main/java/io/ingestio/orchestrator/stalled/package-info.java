/** Documents that have not moved for long: their state is asked for, so that none stays open for ever. */
@NullMarked
package io.ingestio.orchestrator.stalled;

import org.jspecify.annotations.NullMarked;
