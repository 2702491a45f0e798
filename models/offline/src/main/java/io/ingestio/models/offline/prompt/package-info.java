/** Finds the fields that a prompt in plain words names. */
@NullMarked
package io.ingestio.models.offline.prompt;

import org.jspecify.annotations.NullMarked;
