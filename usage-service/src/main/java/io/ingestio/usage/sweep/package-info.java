/** Work that nobody asks for: what runs now and then, over all users. */
@NullMarked
package io.ingestio.usage.sweep;

import org.jspecify.annotations.NullMarked;
