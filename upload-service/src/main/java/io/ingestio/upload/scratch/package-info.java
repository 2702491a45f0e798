/** The disk on which files lie between receipt and storage, and how much of it, and of the heap, requests may hold. */
@NullMarked
package io.ingestio.upload.scratch;

import org.jspecify.annotations.NullMarked;
