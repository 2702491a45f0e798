/** The extraction worker: takes documents from the queue and turns them into data. */
@NullMarked
package io.ingestio.extraction;

import org.jspecify.annotations.NullMarked;
