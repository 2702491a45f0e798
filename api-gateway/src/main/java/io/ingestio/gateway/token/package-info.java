/** Who may come in: the check of the bearer token. */
@NullMarked
package io.ingestio.gateway.token;

import org.jspecify.annotations.NullMarked;
