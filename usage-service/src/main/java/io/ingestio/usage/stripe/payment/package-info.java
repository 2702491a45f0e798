/** Money: paid, not paid, given back; and the credits it buys. */
@NullMarked
package io.ingestio.usage.stripe.payment;

import org.jspecify.annotations.NullMarked;
