/** Deletes jobs with their model calls and results: those that ended long ago, and those of an erased user. */
@NullMarked
package io.ingestio.extraction.retention;

import org.jspecify.annotations.NullMarked;
