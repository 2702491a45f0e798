/** From events to the newest state of a subscription, and from a user's subscriptions to their plan. */
@NullMarked
package io.ingestio.usage.stripe.subscription;

import org.jspecify.annotations.NullMarked;
