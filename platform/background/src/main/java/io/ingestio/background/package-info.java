/** Work that nobody asks for: supervised loops, their pauses and their liveness. */
@NullMarked
package io.ingestio.background;

import org.jspecify.annotations.NullMarked;
