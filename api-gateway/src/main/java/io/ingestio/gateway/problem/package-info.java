/** What a caller is told when the gateway itself has to answer. */
@NullMarked
package io.ingestio.gateway.problem;

import org.jspecify.annotations.NullMarked;
