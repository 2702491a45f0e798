/** One file: received to a scratch file, inspected by its bytes, put into the object store, downloaded again. */
@NullMarked
package io.ingestio.upload.file;

import org.jspecify.annotations.NullMarked;
