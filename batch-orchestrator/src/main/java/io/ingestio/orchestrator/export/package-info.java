/** What follows from exports: a hop of their documents, and calls of their users' endpoints; and the entry of reviews. */
@NullMarked
package io.ingestio.orchestrator.export;

import org.jspecify.annotations.NullMarked;
