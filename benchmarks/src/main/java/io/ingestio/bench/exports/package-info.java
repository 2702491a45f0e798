/** Exports: how fast a file is written, and in how much memory. */
@NullMarked
package io.ingestio.bench.exports;

import org.jspecify.annotations.NullMarked;
