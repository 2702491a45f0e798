/** The parent's side: starts children, sends them requests, bounds their time and memory, and replaces lost ones. */
@NullMarked
package io.ingestio.reader.parent;

import org.jspecify.annotations.NullMarked;
