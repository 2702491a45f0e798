/** Erases a person: deletes jobs in any status, the raw model replies, stored results and what was learnt. */
@NullMarked
package io.ingestio.extraction.erasure;

import org.jspecify.annotations.NullMarked;
