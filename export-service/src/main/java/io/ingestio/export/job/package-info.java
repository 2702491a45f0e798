/** Builds the files that were asked for: the queue of exports, and the loop that takes them from it one by one. */
@NullMarked
package io.ingestio.export.job;

import org.jspecify.annotations.NullMarked;
