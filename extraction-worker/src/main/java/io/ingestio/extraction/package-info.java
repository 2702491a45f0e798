/** The extraction worker: claims documents from the queue and extracts their data. */
@NullMarked
package io.ingestio.extraction;

import org.jspecify.annotations.NullMarked;
