/** Extracted data: each run of a document is an immutable version. */
@NullMarked
package io.ingestio.export.data;

import org.jspecify.annotations.NullMarked;
