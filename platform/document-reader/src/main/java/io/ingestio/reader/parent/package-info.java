/** The side of the children that starts them, gives them work, bounds what they take and replaces the lost ones. */
@NullMarked
package io.ingestio.reader.parent;

import org.jspecify.annotations.NullMarked;
