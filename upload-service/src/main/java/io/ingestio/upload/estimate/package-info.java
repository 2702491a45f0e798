/** What would be accepted of a batch. */
@NullMarked
package io.ingestio.upload.estimate;

import org.jspecify.annotations.NullMarked;
