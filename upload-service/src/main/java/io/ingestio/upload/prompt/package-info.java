/** Prompts that a user keeps under a name, for many batches. */
@NullMarked
package io.ingestio.upload.prompt;

import org.jspecify.annotations.NullMarked;
