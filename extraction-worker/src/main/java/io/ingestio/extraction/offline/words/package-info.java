/** What words mean: the vocabularies, and the folded form in which words are compared. */
@NullMarked
package io.ingestio.extraction.offline.words;

import org.jspecify.annotations.NullMarked;
