/** What users may do and have done: plans, page quota, and the ledger of both. */
@NullMarked
package io.ingestio.usage;

import org.jspecify.annotations.NullMarked;
