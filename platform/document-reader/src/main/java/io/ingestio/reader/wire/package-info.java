/** What a reader and its child say to each other: one request, then pages and one last reply, as length-prefixed JSON. */
@NullMarked
package io.ingestio.reader.wire;

import org.jspecify.annotations.NullMarked;
