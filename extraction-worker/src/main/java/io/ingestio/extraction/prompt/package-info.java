/** Which prompt a document gets: its own, the batch's, or the default of its type. */
@NullMarked
package io.ingestio.extraction.prompt;

import org.jspecify.annotations.NullMarked;
