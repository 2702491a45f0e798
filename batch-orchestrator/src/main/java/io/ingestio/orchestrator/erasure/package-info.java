/** Erases a person: deletes the states of batches and documents. */
@NullMarked
package io.ingestio.orchestrator.erasure;

import org.jspecify.annotations.NullMarked;
