package io.ingestio.usage.stripe;

import static io.ingestio.usage.stripe.StripeEvents.checkout;
import static io.ingestio.usage.stripe.StripeEvents.created;
import static io.ingestio.usage.stripe.StripeEvents.event;
import static io.ingestio.usage.stripe.StripeEvents.pages;
import static io.ingestio.usage.stripe.StripeEvents.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the webhook accepts, rejects and stores. */
class StripeWebhookIT extends RunningBilling {

    @Test
    void rejectsUnsignedBodyAndStoresNothing() {
        Map<String, Object> event = checkout(user, customer);
        String body = JSON.writeValueAsString(event);
        String good = signature(body, SIGNING_SECRET, now);
        double before = meter("none", "invalid_signature");

        for (HttpResult refused : List.of(
                deliver(body, signature(body, "whsec_other", now)),
                deliver(body + " ", good),
                deliver(body, "t=" + now.getEpochSecond()),
                deliver(body, "t=soon,v1=abc"),
                deliver(body, "t"),
                send("POST", "/api/v1/webhooks/stripe", body, Map.of()))) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("code")).isEqualTo("invalid_signature");
        }

        assertThat(logged(event)).isEmpty();
        assertThat(meter("none", "invalid_signature")).isEqualTo(before + 6);
    }

    @Test
    void rejectsOldSignature() {
        String body = JSON.writeValueAsString(checkout(user, customer));

        assertThat(deliver(body, signature(body, SIGNING_SECRET, now.minus(Duration.ofMinutes(6))))
                        .text("code"))
                .isEqualTo("invalid_signature");
        assertThat(deliver(body, signature(body, SIGNING_SECRET, now.minus(Duration.ofMinutes(4))))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void appliesEventOnceWhenDeliveredOften() {
        Map<String, Object> bought = event("checkout.session.completed", now, pages(user, customer, id("pi")));

        delivered("applied", bought);
        delivered("duplicate", bought, bought);

        assertThat(credits()).isEqualTo(500);
        assertThat(logged(bought)).containsExactly("applied");
    }

    @Test
    void appliesConcurrentDeliveriesOnce() {
        Map<String, Object> bought = event("checkout.session.completed", now, pages(user, customer, id("pi")));

        List<CompletableFuture<HttpResult>> deliveries = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> deliver(bought)))
                .toList();

        assertThat(deliveries.stream().map(CompletableFuture::join).map(answer -> answer.text("status")))
                .containsExactlyInAnyOrder("applied", "duplicate", "duplicate", "duplicate");
        assertThat(credits()).isEqualTo(500);
        assertThat(query(
                        "select attempts from webhook_logs where event_id = ?",
                        bought.get("id").toString()))
                .containsExactly("1");
    }

    @Test
    void rejectsOversizedBody() {
        Map<String, Object> event =
                event("customer.subscription.created", now, Map.of("padding", "x".repeat(1024 * 1024)));

        HttpResult refused = deliver(event);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.text("code")).isEqualTo("payload_too_large");
        assertThat(logged(event)).isEmpty();
    }

    @Test
    void acceptsBodyLargerThanCodecLimit() {
        delivered("ignored", event("product.created", now, Map.of("padding", "é".repeat(220 * 1024))));
    }

    @Test
    void ignoresEventsOfTheOtherMode() {
        Map<String, Object> live =
                StripeEvents.event("checkout.session.completed", now, StripeEvents.pages(user, customer, id("pi")));
        live.put("livemode", true); // the service has a test key

        delivered("ignored", live);

        assertThat(credits()).isZero();
        assertThat(query("select reason from webhook_logs where event_id = ?", String.valueOf(live.get("id"))))
                .containsExactly("other_mode");
    }

    @Test
    void storesAndIgnoresUnknownType() {
        Map<String, Object> unknown =
                event("customer.tax_id.created", now, Map.of("id", "txi_1", "customer", customer));

        delivered("ignored", unknown);

        assertThat(logged(unknown)).containsExactly("ignored");
    }

    @Test
    void rejectsSignedBodyThatIsNoEvent() {
        for (String body : List.of("this is no JSON", "[]", "{}", "{\"id\":\"evt_1\",\"type\":\"invoice.paid\"}", "")) {
            HttpResult refused = deliver(body);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("code")).isEqualTo("invalid_event");
        }
    }

    @Test
    void flagsEventWithMissingFields() {
        Map<String, Object> strange =
                event("customer.subscription.updated", now, Map.of("id", "sub_1", "customer", customer));

        delivered("flagged", strange);

        assertThat(query(
                        "select reason from webhook_logs where event_id = ?",
                        strange.get("id").toString()))
                .containsExactly("unreadable");
    }

    @Test
    void flagsEventForCustomerOfAnotherUser() {
        linkCustomer();
        Map<String, Object> bought =
                event("checkout.session.completed", now, pages("another-" + user, customer, id("pi")));

        delivered("flagged", bought);

        assertThat(credits()).isZero();
        assertThat(query("select user_id from stripe_customers where customer_id = ?", customer))
                .containsExactly(user);
    }

    @Test
    void readsEventsOfTheOldApi() {
        linkCustomer();
        Map<String, Object> old = subscription(id("sub"), customer, "price_growth", now);
        old.put("items", Map.of("data", List.of(Map.of("plan", Map.of("id", "price_growth")))));
        old.put("current_period_start", now.getEpochSecond());
        old.put("current_period_end", now.plus(Duration.ofDays(31)).getEpochSecond());

        delivered("applied", created(old, now));

        assertThat(tier()).isEqualTo("growth");
    }

    private static List<String> logged(Map<String, Object> event) {
        return query(
                "select status from webhook_logs where event_id = ?",
                event.get("id").toString());
    }

    private double meter(String type, String outcome) {
        return send("GET", "/actuator/prometheus", "", Map.of())
                .body()
                .lines()
                .filter(line -> line.startsWith("ingestio_stripe_events_total{")
                        && line.contains("type=\"" + type + "\"")
                        && line.contains("outcome=\"" + outcome + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
