package io.ingestio.contracts;

import java.time.Instant;

/** What the usage service publishes: changes of what a user may do. The user is the key. */
public sealed interface UsageEvent extends Event {

    @Override
    default String key() {
        return userId();
    }

    /**
     * Another tier holds for the user, or the subscription has another status.
     *
     * @param tier   whose limits hold now; starter where the subscription is not in good standing
     * @param status of the subscription, in Stripe's words: active, trialing, past_due, canceled, …
     */
    @WireName("subscription.changed")
    record SubscriptionChanged(String userId, String tier, String status, Instant changedAt) implements UsageEvent {
        public SubscriptionChanged {
            Require.present(changedAt, "changedAt");
            Require.text(userId, "userId");
            Require.text(tier, "tier");
            Require.text(status, "status");
        }
    }

    /**
     * A document was refused because its pages did not fit what is left. Published once for each billing period.
     *
     * @param pagesWanted by that document
     * @param pagesLeft   of the plan and of credits
     * @param periodEnd   when the plan's pages are counted anew
     */
    @WireName("quota.exhausted")
    record QuotaExhausted(
            String userId, String tier, int pagesWanted, long pagesLeft, Instant periodEnd, Instant refusedAt)
            implements UsageEvent {
        public QuotaExhausted {
            Require.present(periodEnd, "periodEnd");
            Require.present(refusedAt, "refusedAt");
            Require.text(userId, "userId");
            Require.text(tier, "tier");
            Require.atLeast(1, pagesWanted, "pagesWanted");
        }
    }

    /** An administrator erased a person: every service deletes what it has of the user, or replaces the user by a pseudonym. */
    @WireName("user.erased")
    record UserErased(String userId, Instant erasedAt) implements UsageEvent {
        public UserErased {
            Require.present(erasedAt, "erasedAt");
            Require.text(userId, "userId");
        }
    }
}
