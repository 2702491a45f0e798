/** One door to the API: it asks for the token, and sends each call to the service that owns the resource. */
@NullMarked
package io.ingestio.gateway;

import org.jspecify.annotations.NullMarked;
