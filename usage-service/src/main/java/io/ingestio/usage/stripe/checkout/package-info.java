/** Opens checkouts and the billing portal. */
@NullMarked
package io.ingestio.usage.stripe.checkout;

import org.jspecify.annotations.NullMarked;
