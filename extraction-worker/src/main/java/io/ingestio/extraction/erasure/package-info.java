/** Erases a person: deletes jobs in any status, the raw model replies and stored results. */
@NullMarked
package io.ingestio.extraction.erasure;

import org.jspecify.annotations.NullMarked;
