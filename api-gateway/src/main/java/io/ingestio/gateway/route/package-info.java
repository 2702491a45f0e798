/** Which service answers which call. */
@NullMarked
package io.ingestio.gateway.route;

import org.jspecify.annotations.NullMarked;
