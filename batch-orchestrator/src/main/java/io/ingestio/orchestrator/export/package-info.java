/** What follows from exports: a hop of their documents, and calls of their users' endpoints. */
@NullMarked
package io.ingestio.orchestrator.export;

import org.jspecify.annotations.NullMarked;
