/** The data that were extracted, and the files made of them. */
@NullMarked
package io.ingestio.export;

import org.jspecify.annotations.NullMarked;
