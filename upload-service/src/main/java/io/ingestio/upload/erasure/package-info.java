/** Erases a person: deletes the submitted files, the drafts, the batches and their documents. */
@NullMarked
package io.ingestio.upload.erasure;

import org.jspecify.annotations.NullMarked;
