package io.ingestio.usage.admission;

/** A subscription to a tier with batches whose limits do not apply. The status is Stripe's. */
record InactiveSubscription(String tier, String status) {}
