/** Builds export files: the queue, the loop that claims from it, and what an attempt does. */
@NullMarked
package io.ingestio.export.job;

import org.jspecify.annotations.NullMarked;
