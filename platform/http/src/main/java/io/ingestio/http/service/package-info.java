/** The HTTP edge of a service, as opposed to the gateway: who may call what, and failures as problems. */
@NullMarked
package io.ingestio.http.service;

import org.jspecify.annotations.NullMarked;
