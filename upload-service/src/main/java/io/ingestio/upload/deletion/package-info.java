/** Deletes the files and rows of documents and batches that their users deleted. */
@NullMarked
package io.ingestio.upload.deletion;

import org.jspecify.annotations.NullMarked;
