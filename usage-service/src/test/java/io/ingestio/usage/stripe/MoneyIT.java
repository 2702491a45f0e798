package io.ingestio.usage.stripe;

import static io.ingestio.usage.stripe.StripeEvents.event;
import static io.ingestio.usage.stripe.StripeEvents.invoice;
import static io.ingestio.usage.stripe.StripeEvents.pages;
import static io.ingestio.usage.stripe.StripeEvents.refund;
import static io.ingestio.usage.stripe.StripeEvents.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Credits that are bought and given back, and what was paid and what was not. */
class MoneyIT extends RunningBilling {

    private final String intent = id("pi");
    private final String charge = id("ch");

    @Test
    void addsCreditsOnlyOncePaid() {
        Map<String, Object> session = pages(user, customer, intent);

        delivered("applied", event("checkout.session.completed", now, with(session, "payment_status", "unpaid")));
        assertThat(credits()).isZero();
        delivered("applied", event("checkout.session.async_payment_succeeded", now, session));
        delivered("applied", event("checkout.session.completed", now, session));

        assertThat(credits()).isEqualTo(500);
        assertThat(query("select kind || ' ' || amount_cents || ' ' || pages from payments where user_id = ?", user))
                .containsExactly("credits 2000 500");
    }

    @Test
    void addsNoCreditsForFailedPayment() {
        delivered(
                "applied",
                event(
                        "checkout.session.async_payment_failed",
                        now,
                        with(pages(user, customer, intent), "payment_status", "unpaid")));

        assertThat(credits()).isZero();
    }

    @Test
    void flagsCheckoutWithoutPages() {
        delivered(
                "flagged",
                event(
                        "checkout.session.completed",
                        now,
                        with(pages(user, customer, intent), "metadata", Map.of("user_id", user))));

        assertThat(credits()).isZero();
    }

    @Test
    void removesPagesInProportionToRefunds() {
        delivered("applied", event("checkout.session.completed", now, pages(user, customer, intent)));

        delivered("applied", refund(charge, customer, intent, 500));
        assertThat(credits()).isEqualTo(375);
        delivered("applied", refund(charge, customer, intent, 500));
        assertThat(credits()).isEqualTo(375);
        delivered("applied", refund(charge, customer, intent, 2000));
        assertThat(credits()).isZero();
    }

    @Test
    void refundOfUsedPagesRemovesTheRest() {
        delivered("applied", event("checkout.session.completed", now, pages(user, customer, intent)));
        use(400); // 100 of starter, 300 of these

        delivered("applied", refund(charge, customer, intent, 2000));

        assertThat(credits()).isZero();
        assertThat(query(
                        "select pages || ' ' || shortfall from credit_transactions where user_id = ? and kind = 'refund'",
                        user))
                .containsExactly("-200 300");
    }

    @Test
    void refundsReachSameStateInAnyOrder() {
        long seed = new Random().nextLong();
        List<Map<String, Object>> events = new ArrayList<>(List.of(
                event("checkout.session.completed", now, pages(user, customer, intent)),
                refund(charge, customer, intent, 300),
                refund(charge, customer, intent, 700),
                refund(charge, customer, intent, 1200)));
        events.addAll(List.copyOf(events));
        Collections.shuffle(events, new Random(seed));

        events.forEach(event -> assertThat(deliver(event).status()).isEqualTo(200));

        assertThat(credits()).as("seed %s", seed).isEqualTo(200);
        assertThat(query("select refunded_cents || ' ' || refunded_pages from payments where user_id = ?", user))
                .containsExactly("1200 300");
    }

    @Test
    void refundsPaymentOfAGuest() {
        Map<String, Object> session = pages(user, customer, intent);
        session.remove("customer");
        delivered("applied", event("checkout.session.completed", now, session));

        delivered("applied", refund(charge, null, intent, 1000));

        assertThat(credits()).isEqualTo(250);
    }

    @Test
    void recordsAPaymentOnceAndResolvesItsFailures() {
        linkCustomer();
        String id = id("in");
        Map<String, Object> invoice = invoice(id, customer, "sub_1");

        delivered(
                "applied",
                event("invoice.payment_failed", now, with(invoice, "amount_paid", 0)),
                event("invoice.payment_failed", now, with(invoice, "amount_paid", 0, "attempt_count", 2)));
        assertThat(query(
                        "select attempt from payment_failures where user_id = ? and resolved_at is null order by 1",
                        user))
                .containsExactly("1", "2");
        delivered("applied", event("invoice.paid", now, invoice), event("invoice.payment_succeeded", now, invoice));

        assertThat(query("select amount_cents || ' ' || subscription_id from payments where id = ?", id))
                .containsExactly("4900 sub_1");
        assertThat(query("select attempt from payment_failures where user_id = ? and resolved_at is null", user))
                .isEmpty();
    }

    @Test
    void resolvesFailureThatArrivesAfterPayment() {
        linkCustomer();
        Map<String, Object> invoice = invoice(id("in"), customer, "sub_1");
        invoice.remove("parent");
        invoice.put("subscription", "sub_1"); // as the API had it until 2025-03-31

        delivered(
                "applied",
                event("invoice.paid", now, invoice),
                event("invoice.payment_failed", now.minusSeconds(60), invoice));

        assertThat(query(
                        "select subscription_id from payment_failures where user_id = ? and resolved_at is not null",
                        user))
                .containsExactly("sub_1");
    }
}
