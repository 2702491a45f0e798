/** Erasing a person in a service: who is to be erased, and the passes that delete what the service declares as a user's. */
@NullMarked
package io.ingestio.erasure;

import org.jspecify.annotations.NullMarked;
