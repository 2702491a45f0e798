/** Submitting a batch: from the request to the transaction that makes it real. */
@NullMarked
package io.ingestio.upload.batch;

import org.jspecify.annotations.NullMarked;
