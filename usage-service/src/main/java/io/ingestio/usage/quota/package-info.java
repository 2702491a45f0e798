/** Pages of a billing period: set aside before the work, charged after it, once. */
@NullMarked
package io.ingestio.usage.quota;

import org.jspecify.annotations.NullMarked;
