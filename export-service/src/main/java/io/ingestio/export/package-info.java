/** Extracted data, and export files built from them. */
@NullMarked
package io.ingestio.export;

import org.jspecify.annotations.NullMarked;
