/** Writes documents and their rows to a file: one class per format, each safe against hostile text. */
@NullMarked
package io.ingestio.export.format;

import org.jspecify.annotations.NullMarked;
