/** The upload service: takes batches in, checks and stores their files, and tells the other services. */
@NullMarked
package io.ingestio.upload;

import org.jspecify.annotations.NullMarked;
