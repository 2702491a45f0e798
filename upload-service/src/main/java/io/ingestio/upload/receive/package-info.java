/** Receives requests that carry files, within bounds of memory, disk, time and pace, to files on the scratch disk. */
@NullMarked
package io.ingestio.upload.receive;

import org.jspecify.annotations.NullMarked;
