/** The protocol between a reader and its child: one request, then pages and one last reply, as length-prefixed JSON. */
@NullMarked
package io.ingestio.reader.wire;

import org.jspecify.annotations.NullMarked;
