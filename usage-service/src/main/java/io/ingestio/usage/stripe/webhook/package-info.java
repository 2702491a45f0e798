/** Receives, stores and applies Stripe's events. */
@NullMarked
package io.ingestio.usage.stripe.webhook;

import org.jspecify.annotations.NullMarked;
