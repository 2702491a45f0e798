/** Deletes the data and exports of documents and batches that their users deleted. */
@NullMarked
package io.ingestio.export.deletion;

import org.jspecify.annotations.NullMarked;
