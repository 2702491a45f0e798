/** The bytes of a user's files, given back. */
@NullMarked
package io.ingestio.upload.content;

import org.jspecify.annotations.NullMarked;
