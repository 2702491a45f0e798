/** The vocabularies, and the folded form in which words are compared. */
@NullMarked
package io.ingestio.models.offline.words;

import org.jspecify.annotations.NullMarked;
