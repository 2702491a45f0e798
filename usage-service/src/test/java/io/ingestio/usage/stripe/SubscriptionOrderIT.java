package io.ingestio.usage.stripe;

import static io.ingestio.usage.stripe.StripeEvents.checkout;
import static io.ingestio.usage.stripe.StripeEvents.created;
import static io.ingestio.usage.stripe.StripeEvents.deleted;
import static io.ingestio.usage.stripe.StripeEvents.items;
import static io.ingestio.usage.stripe.StripeEvents.subscription;
import static io.ingestio.usage.stripe.StripeEvents.updated;
import static io.ingestio.usage.stripe.StripeEvents.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Stripe promises no order, and may tell everything more than once. */
class SubscriptionOrderIT extends RunningBilling {

    private static final int ORDERS = 25;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void endsTheSameInWhateverOrderALifeIsTold() {
        Instant begin = now.minusSeconds(500);
        for (int i = 0; i < ORDERS; i++) {
            String owner = "user-" + UUID.randomUUID();
            String payer = id("cus");
            Map<String, Object> first = with(subscription(id("sub"), payer, "price_plus", begin), "status", "incomplete");
            Map<String, Object> active = with(first, "status", "active");
            Map<String, Object> growth = with(active, "items", items("price_growth", begin));
            Map<String, Object> due = with(growth, "status", "past_due");
            List<Map<String, Object>> life = new ArrayList<>(List.of(
                    checkout(owner, payer),
                    created(first, begin),
                    updated(first, active, begin),
                    // three in one second, which name what was there before them
                    updated(active, growth, begin.plusSeconds(100)),
                    updated(growth, due, begin.plusSeconds(100)),
                    updated(due, growth, begin.plusSeconds(200)),
                    updated(growth, with(growth, "cancel_at_period_end", true), begin.plusSeconds(200)),
                    updated(with(growth, "cancel_at_period_end", true), with(growth, "latest_invoice", "in_1"), begin.plusSeconds(200))));

            tell(life);

            assertThat(query("""
                            select tier || ' ' || status || ' ' || coalesce(ends_at::text, 'no end') from subscriptions where user_id = ?
                            """, owner)).as("seed %s, order %s", seed, i).containsExactly("growth active no end");
        }
    }

    @Test
    void staysDeletedInWhateverOrderALifeIsTold() {
        for (int i = 0; i < ORDERS; i++) {
            String owner = "user-" + UUID.randomUUID();
            String payer = id("cus");
            Map<String, Object> plus = subscription(id("sub"), payer, "price_plus", now.minusSeconds(500));
            Map<String, Object> growth = with(plus, "items", items("price_growth", now.minusSeconds(500)));
            tell(new ArrayList<>(List.of(
                    checkout(owner, payer),
                    created(plus, now.minusSeconds(500)),
                    updated(plus, growth, now.minusSeconds(100)),
                    updated(growth, plus, now.minusSeconds(100)),
                    deleted(plus, now.minusSeconds(100)))));

            assertThat(query("select tier || ' ' || status from subscriptions where user_id = ?", owner))
                    .as("seed %s, order %s", seed, i)
                    .containsExactly("plus canceled");
            assertThat(query("select count(*) from webhook_logs where customer_id = ? and status <> 'applied'", payer))
                    .containsExactly("0");
        }
    }

    private void tell(List<Map<String, Object>> life) {
        List<Map<String, Object>> told = new ArrayList<>(life);
        told.add(life.get(random.nextInt(life.size())));
        told.add(life.get(random.nextInt(life.size())));
        Collections.shuffle(told, random);
        told.forEach(event -> assertThat(deliver(event).status()).as("seed %s", seed).isEqualTo(200));
    }
}
