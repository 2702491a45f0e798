/** Whether a user may submit a batch now. */
@NullMarked
package io.ingestio.usage.admission;

import org.jspecify.annotations.NullMarked;
