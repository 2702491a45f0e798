/** A client of the public API, as any program could write it: nothing here knows the services. */
@NullMarked
package io.ingestio.launcher.client;

import org.jspecify.annotations.NullMarked;
