/** The Idempotency-Key header: a POST that is repeated is answered once more, not done once more. */
@NullMarked
package io.ingestio.database.idempotency;

import org.jspecify.annotations.NullMarked;
