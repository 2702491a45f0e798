/** Errors of the gateway itself, as problem+json. */
@NullMarked
package io.ingestio.gateway.problem;

import org.jspecify.annotations.NullMarked;
