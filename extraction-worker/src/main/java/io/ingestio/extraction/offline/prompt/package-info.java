/** The fields that a prompt in plain words names. */
@NullMarked
package io.ingestio.extraction.offline.prompt;

import org.jspecify.annotations.NullMarked;
