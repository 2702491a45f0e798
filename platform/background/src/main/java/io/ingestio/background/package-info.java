/** Background work of a service: supervised loops and sweeps, their meters and their liveness. */
@NullMarked
package io.ingestio.background;

import org.jspecify.annotations.NullMarked;
