/** Who may come in, and what is open to all. */
@NullMarked
package io.ingestio.gateway.token;

import org.jspecify.annotations.NullMarked;
