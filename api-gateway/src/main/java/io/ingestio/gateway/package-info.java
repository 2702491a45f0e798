/** The only entry to the API: checks the token and routes each call to the service that owns the resource. */
@NullMarked
package io.ingestio.gateway;

import org.jspecify.annotations.NullMarked;
