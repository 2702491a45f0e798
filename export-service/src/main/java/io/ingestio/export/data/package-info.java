/** Extracted data: each run of a document is a version, kept for good. */
@NullMarked
package io.ingestio.export.data;

import org.jspecify.annotations.NullMarked;
