/** The story of one extraction, from the claimed job to the result. */
@NullMarked
package io.ingestio.extraction.extract;

import org.jspecify.annotations.NullMarked;
