/** Words with their places, from what a PDF draws. */
@NullMarked
package io.ingestio.reader.child.text;

import org.jspecify.annotations.NullMarked;
