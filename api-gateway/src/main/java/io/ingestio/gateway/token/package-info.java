/** Which calls need a token. */
@NullMarked
package io.ingestio.gateway.token;

import org.jspecify.annotations.NullMarked;
