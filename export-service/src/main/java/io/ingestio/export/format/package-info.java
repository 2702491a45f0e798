/** Writes documents and their rows to a file: one class per format, none of which lets a hostile text run. */
@NullMarked
package io.ingestio.export.format;

import org.jspecify.annotations.NullMarked;
