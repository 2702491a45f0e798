/** Writes the content of one export: its documents, kept in a scratch file, become rows of the file and entries of its manifest. */
@NullMarked
package io.ingestio.export.content;

import org.jspecify.annotations.NullMarked;
