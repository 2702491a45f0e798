/** Pages of a billing period: reserved before the work, settled after it, once. */
@NullMarked
package io.ingestio.usage.quota;

import org.jspecify.annotations.NullMarked;
