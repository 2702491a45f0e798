/** The queue: jobs in a table, claimed fairly, held by a lease, fenced by an epoch, reaped when the lease expires. */
@NullMarked
package io.ingestio.extraction.job;

import org.jspecify.annotations.NullMarked;
