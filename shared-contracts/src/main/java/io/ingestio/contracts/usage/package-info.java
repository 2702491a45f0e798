/** The internal HTTP calls that other services make to the usage service. */
@NullMarked
package io.ingestio.contracts.usage;

import org.jspecify.annotations.NullMarked;
