/** Billing by Stripe: what it says is believed when it is signed, and turned into plans and credits. */
@NullMarked
package io.ingestio.usage.stripe;

import org.jspecify.annotations.NullMarked;
