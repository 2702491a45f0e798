/** A document's progress through upload and extraction. */
@NullMarked
package io.ingestio.orchestrator.document;

import org.jspecify.annotations.NullMarked;
