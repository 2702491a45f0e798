/** What users do with their batches and documents: cancel, redo, rename, delete. */
@NullMarked
package io.ingestio.orchestrator.act;

import org.jspecify.annotations.NullMarked;
