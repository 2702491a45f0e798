/** Where Stripe's events arrive, are kept and applied. */
@NullMarked
package io.ingestio.usage.stripe.webhook;

import org.jspecify.annotations.NullMarked;
