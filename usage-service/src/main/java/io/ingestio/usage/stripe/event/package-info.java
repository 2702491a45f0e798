/** Events of Stripe and their outcomes. */
@NullMarked
package io.ingestio.usage.stripe.event;

import org.jspecify.annotations.NullMarked;
