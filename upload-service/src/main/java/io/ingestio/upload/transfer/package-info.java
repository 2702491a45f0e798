/** The bytes of a draft's files: at once, or resumably in parts as the protocol tus 1.0 has it. */
@NullMarked
package io.ingestio.upload.transfer;

import org.jspecify.annotations.NullMarked;
