/** Where users begin to pay, and manage what they pay. */
@NullMarked
package io.ingestio.usage.stripe.checkout;

import org.jspecify.annotations.NullMarked;
