/**
 * The child JVM: all code that touches the bytes of an untrusted file. Runs alone, with a hard heap limit, and may die at any time.
 */
@NullMarked
package io.ingestio.reader.child;

import org.jspecify.annotations.NullMarked;
