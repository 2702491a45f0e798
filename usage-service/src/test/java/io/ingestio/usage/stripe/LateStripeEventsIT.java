package io.ingestio.usage.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Stripe still sends events of a customer whose user was erased. */
class LateStripeEventsIT extends RunningBilling {

    @Test
    void keepsNoContentOfAnErasedUsersEvents() throws Exception {
        linkCustomer();
        send("DELETE", "/api/v1/admin/users/" + user + "?reason=asked", "", admin());
        deliver(StripeEvents.event("invoice.paid", Instant.now(), invoice(Map.of("user_id", user))));
        deliver(StripeEvents.event("invoice.paid", Instant.now(), invoice(Map.of())));
        deliver(StripeEvents.event(
                "customer.updated",
                Instant.now(),
                Map.of("id", customer, "object", "customer", "email", user + "@example.com")));
        assertThat(eventsWithTheName()).isNotEmpty();

        query("update usage.erasures set next_pass_at = now() where user_id = ? returning user_id", user);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(eventsWithTheName()).isEmpty());
    }

    private Map<String, Object> invoice(Map<String, String> metadata) {
        return new HashMap<>(Map.of(
                "id",
                id("in"),
                "object",
                "invoice",
                "customer",
                customer,
                "currency",
                "usd",
                "amount_due",
                0,
                "amount_paid",
                0,
                "customer_email",
                user + "@example.com",
                "metadata",
                metadata));
    }

    private List<String> eventsWithTheName() {
        return query("select event_id from usage.webhook_logs where payload like '%' || ? || '%'", user);
    }
}
