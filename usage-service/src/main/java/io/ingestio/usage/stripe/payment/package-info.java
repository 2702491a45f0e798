/** Payments, failures, refunds, and the credits they buy. */
@NullMarked
package io.ingestio.usage.stripe.payment;

import org.jspecify.annotations.NullMarked;
