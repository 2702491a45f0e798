/** Pages that were bought or given beside the plan's. */
@NullMarked
package io.ingestio.usage.credit;

import org.jspecify.annotations.NullMarked;
