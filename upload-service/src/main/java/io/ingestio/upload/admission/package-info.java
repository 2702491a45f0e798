/** Whether a user may submit a batch: usage is asked before any file is received. */
@NullMarked
package io.ingestio.upload.admission;

import org.jspecify.annotations.NullMarked;
