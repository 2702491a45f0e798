/** The documents of the demonstration: what each says, how it is drawn as a file, and what must become of it. */
@NullMarked
package io.ingestio.demo;

import org.jspecify.annotations.NullMarked;
