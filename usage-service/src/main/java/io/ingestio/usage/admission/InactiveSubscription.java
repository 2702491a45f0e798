package io.ingestio.usage.admission;

/** A subscription that would allow batches if it were in good standing. Status is in Stripe's words. */
record InactiveSubscription(String tier, String status) {}
