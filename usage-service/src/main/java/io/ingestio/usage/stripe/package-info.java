/** Billing by Stripe: its signed events become plans and credits. */
@NullMarked
package io.ingestio.usage.stripe;

import org.jspecify.annotations.NullMarked;
