/** Erases a person: their rows stay under a pseudonym, because money must add up. */
@NullMarked
package io.ingestio.usage.erasure;

import org.jspecify.annotations.NullMarked;
