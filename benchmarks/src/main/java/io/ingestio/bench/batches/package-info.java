/** How batches are kept, read and watched, at sizes that matter. */
@NullMarked
package io.ingestio.bench.batches;

import org.jspecify.annotations.NullMarked;
