/** The upload service: accepts batches, checks and stores their files, and publishes both. */
@NullMarked
package io.ingestio.upload;

import org.jspecify.annotations.NullMarked;
