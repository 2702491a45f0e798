/** What may be learnt from people's corrections: which documents have the sender's same layout, and the last corrections of each. */
@NullMarked
package io.ingestio.extraction.learning;

import org.jspecify.annotations.NullMarked;
