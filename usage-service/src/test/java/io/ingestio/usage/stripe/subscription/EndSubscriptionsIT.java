package io.ingestio.usage.stripe.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.usage.RunningUsage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Subscriptions that were cancelled to a date, when Stripe's word that they are over does not come. */
class EndSubscriptionsIT extends RunningUsage {

    @Autowired
    EndSubscriptions endSubscriptions;

    @Test
    void publishesEndOfPlanOnce() throws Exception {
        execute(
                "insert into subscriptions (user_id, tier, status, ends_at) values (?, 'plus', 'active', now() - interval '1 s')",
                user);
        assertThat(plan().at("/tier/name").asString()).isEqualTo("starter");

        endSubscriptions.portion(500).block(Duration.ofSeconds(20));
        endSubscriptions.portion(500).block(Duration.ofSeconds(20));

        assertThat(plan().get("status").asString()).isEqualTo("canceled");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !published("subscription.changed").isEmpty());
        assertThat(published("subscription.changed"))
                .singleElement()
                .satisfies(event -> assertThat(event.get("status").asString()).isEqualTo("canceled"));
    }

    @Test
    void otherSubscriptionBecomesThePlan() throws Exception {
        execute(
                "insert into subscriptions (user_id, tier, status, given_by, ends_at)"
                        + " values (?, 'growth', 'active', 'stripe', now() - interval '1 s')",
                user);
        stripeSubscription("growth", "now() - interval '1 s'");
        stripeSubscription("plus", "null");

        endSubscriptions.portion(500).block(Duration.ofSeconds(20));

        assertThat(plan().at("/tier/name").asString()).isEqualTo("plus");
        assertThat(plan().get("status").asString()).isEqualTo("active");
    }

    private void stripeSubscription(String tier, String cancelAt) throws Exception {
        execute("""
                insert into stripe_subscriptions (subscription_id, user_id, customer_id, tier, status, started_at, anchor,
                                                  cancel_at, cancel_at_period_end, event_created, event_rank)
                values (?, ?, ?, ?, 'active', now() - interval '9 days', now() - interval '9 days', %s, false, now(), 0)
                """.formatted(cancelAt), "sub-" + tier + "-" + user, user, "cus-" + user, tier);
    }

    @Test
    void keepsPlanThatHasNotEnded() throws Exception {
        execute(
                "insert into subscriptions (user_id, tier, status, ends_at) values (?, 'plus', 'active', now() + interval '1 h')",
                user);

        endSubscriptions.portion(500).block(Duration.ofSeconds(20));

        assertThat(plan().at("/tier/name").asString()).isEqualTo("plus");
        assertThat(plan().get("status").asString()).isEqualTo("active");
    }

    private JsonNode plan() throws Exception {
        return get("/api/v1/plan", user).json();
    }
}
