/** Batches whose files arrive one by one, at once or in parts, before they are submitted. */
@NullMarked
package io.ingestio.upload.draft;

import org.jspecify.annotations.NullMarked;
