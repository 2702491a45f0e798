/** Which documents an export has, in which order, in which version, and which it does not have. */
@NullMarked
package io.ingestio.export.selection;

import org.jspecify.annotations.NullMarked;
