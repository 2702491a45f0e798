/** Pages of documents as pictures. */
@NullMarked
package io.ingestio.upload.page;

import org.jspecify.annotations.NullMarked;
