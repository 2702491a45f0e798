/** The tiers, and who is on which. */
@NullMarked
package io.ingestio.usage.plan;

import org.jspecify.annotations.NullMarked;
