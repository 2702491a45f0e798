package io.ingestio.usage.stripe;

import static io.ingestio.usage.stripe.StripeEvents.checkout;
import static io.ingestio.usage.stripe.StripeEvents.created;
import static io.ingestio.usage.stripe.StripeEvents.deleted;
import static io.ingestio.usage.stripe.StripeEvents.event;
import static io.ingestio.usage.stripe.StripeEvents.invoice;
import static io.ingestio.usage.stripe.StripeEvents.items;
import static io.ingestio.usage.stripe.StripeEvents.pages;
import static io.ingestio.usage.stripe.StripeEvents.refund;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Stripe guarantees no order and may deliver every event more than once. */
class SubscriptionOrderIT extends RunningBilling {

    private static final int ORDERS = 25;
    private static final ExecutorService TELLERS = Executors.newFixedThreadPool(8);

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @AfterAll
    static void close() {
        TELLERS.close();
    }

    @Test
    void reachesSameStateForAnyEventOrder() {
        Instant begin = now.minusSeconds(500);
        for (int i = 0; i < ORDERS; i++) {
            String owner = "user-" + UUID.randomUUID();
            String payer = id("cus");
            Map<String, Object> first =
                    with(subscription(id("sub"), payer, "price_plus", begin), "status", "incomplete");
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
                    updated(
                            with(growth, "cancel_at_period_end", true),
                            with(growth, "latest_invoice", "in_1"),
                            begin.plusSeconds(200))));

            deliverShuffled(life);

            assertThat(query("""
                            select tier || ' ' || status || ' ' || coalesce(ends_at::text, 'no end') from subscriptions where user_id = ?
                            """, owner)).as("seed %s, order %s", seed, i).containsExactly("growth active no end");
        }
    }

    @Test
    void staysDeletedForAnyEventOrder() {
        for (int i = 0; i < ORDERS; i++) {
            String owner = "user-" + UUID.randomUUID();
            String payer = id("cus");
            Map<String, Object> plus = subscription(id("sub"), payer, "price_plus", now.minusSeconds(500));
            Map<String, Object> growth = with(plus, "items", items("price_growth", now.minusSeconds(500)));
            deliverShuffled(new ArrayList<>(List.of(
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

    @Test
    void reachesSameStateForConcurrentEvents() {
        for (int i = 0; i < 10; i++) {
            String owner = "user-" + UUID.randomUUID();
            String payer = id("cus");
            Map<String, Object> plus = subscription(id("sub"), payer, "price_plus", now.minusSeconds(500));
            Map<String, Object> growth = with(plus, "items", items("price_growth", now.minusSeconds(500)));
            Map<String, Object> second = subscription(id("sub"), payer, "price_plus", now.minusSeconds(400));
            String intent = id("pi");
            List<Map<String, Object>> events = new ArrayList<>(List.of(
                    checkout(owner, payer),
                    created(plus, now.minusSeconds(500)),
                    updated(plus, growth, now.minusSeconds(100)),
                    created(second, now.minusSeconds(400)),
                    deleted(second, now.minusSeconds(50)),
                    event("invoice.paid", now, invoice(id("in"), payer, "sub_1")),
                    event("checkout.session.completed", now, pages(owner, payer, intent)),
                    refund(id("ch"), payer, intent, 1000)));
            events.addAll(List.copyOf(events));
            Collections.shuffle(events, random);

            List<CompletableFuture<HttpResult>> answers = events.stream()
                    .map(event -> CompletableFuture.supplyAsync(() -> deliver(event), TELLERS))
                    .toList();

            assertThat(answers)
                    .as("seed %s", seed)
                    .allMatch(answer -> answer.join().status() == 200);
            assertThat(query("""
                            select s.tier || ' ' || s.status || ' ' || c.balance || ' '
                                   || (select count(*) from payments p where p.user_id = s.user_id)
                            from subscriptions s join credits c using (user_id) where user_id = ?
                            """, owner)).as("seed %s, round %s", seed, i).containsExactly("growth active 250 2");
            assertThat(query("select distinct status from webhook_logs where customer_id = ?", payer))
                    .containsExactly("applied");
        }
    }

    private void deliverShuffled(List<Map<String, Object>> life) {
        List<Map<String, Object>> events = new ArrayList<>(life);
        events.add(life.get(random.nextInt(life.size())));
        events.add(life.get(random.nextInt(life.size())));
        Collections.shuffle(events, random);
        events.forEach(
                event -> assertThat(deliver(event).status()).as("seed %s", seed).isEqualTo(200));
    }
}
