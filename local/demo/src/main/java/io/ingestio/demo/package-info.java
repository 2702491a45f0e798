/** Sample documents: their content, how each is drawn as a file, and the expected result. */
@NullMarked
package io.ingestio.demo;

import org.jspecify.annotations.NullMarked;
