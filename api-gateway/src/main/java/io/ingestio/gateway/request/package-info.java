/** The identifier that follows a request through all services. */
@NullMarked
package io.ingestio.gateway.request;

import org.jspecify.annotations.NullMarked;
