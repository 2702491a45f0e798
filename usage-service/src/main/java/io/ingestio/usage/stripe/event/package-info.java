/** Events of Stripe as they are read here. */
@NullMarked
package io.ingestio.usage.stripe.event;

import org.jspecify.annotations.NullMarked;
