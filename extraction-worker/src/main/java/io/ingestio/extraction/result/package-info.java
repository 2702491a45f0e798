/** What becomes of a result that is too large for its event: its place in the object store, and the summary that travels instead. */
@NullMarked
package io.ingestio.extraction.result;

import org.jspecify.annotations.NullMarked;
