/** The OpenAPI document of all services, as JSON and as a page. */
@NullMarked
package io.ingestio.gateway.openapi;

import org.jspecify.annotations.NullMarked;
