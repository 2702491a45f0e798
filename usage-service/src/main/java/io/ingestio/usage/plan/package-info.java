/** Tiers and subscriptions. */
@NullMarked
package io.ingestio.usage.plan;

import org.jspecify.annotations.NullMarked;
