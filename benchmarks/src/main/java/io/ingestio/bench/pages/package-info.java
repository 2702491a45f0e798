/** Benchmarks of the document reader. */
@NullMarked
package io.ingestio.bench.pages;

import org.jspecify.annotations.NullMarked;
