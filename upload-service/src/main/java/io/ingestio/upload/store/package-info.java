/** Where files lie in the object store, and that none of them is left without a row that names it. */
@NullMarked
package io.ingestio.upload.store;

import org.jspecify.annotations.NullMarked;
