/** Whether a user agrees that corrections teach, and what is published of them while that is so. */
@NullMarked
package io.ingestio.export.learning;

import org.jspecify.annotations.NullMarked;
