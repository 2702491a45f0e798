/** The order in which the documents of a batch are reviewed. */
@NullMarked
package io.ingestio.orchestrator.review;

import org.jspecify.annotations.NullMarked;
