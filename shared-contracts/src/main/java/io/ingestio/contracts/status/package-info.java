/** The states of batches, documents and exports, as events, tables and the API name them. */
@NullMarked
package io.ingestio.contracts.status;

import org.jspecify.annotations.NullMarked;
