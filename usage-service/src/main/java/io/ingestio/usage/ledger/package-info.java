/** Reads of the ledger for its user: entries, periods, breakdown. */
@NullMarked
package io.ingestio.usage.ledger;

import org.jspecify.annotations.NullMarked;
