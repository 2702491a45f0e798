package io.ingestio.usage.stripe.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.usage.stripe.event.StripeEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SubscriptionChangeTest {

    private static final String OF_TODAY = """
            {"id": "evt_1", "type": "customer.subscription.updated", "created": 1770000100, "data": {
              "object": {"id": "sub_1", "customer": {"id": "cus_1"}, "status": "active", "created": 1770000000,
                "billing_cycle_anchor": 1770000000, "cancel_at_period_end": true, "cancel_at": null,
                "items": {"object": "list", "data": [{"price": {"id": "price_b"},
                  "current_period_start": 1770000000, "current_period_end": 1772600000}]}},
              "previous_attributes": {"cancel_at_period_end": false,
                "items": {"data": [{"price": {"id": "price_a"},
                  "current_period_start": 1770000000, "current_period_end": 1772500000}]}}}}
            """;
    private static final String OF_OLD = """
            {"id": "evt_1", "type": "customer.subscription.updated", "created": 1770000100, "data": {
              "object": {"id": "sub_1", "customer": "cus_1", "status": "active", "created": 1770000000,
                "billing_cycle_anchor": 1770000000, "current_period_start": 1770000000, "current_period_end": 1772600000,
                "plan": {"id": "price_b"}, "cancel_at_period_end": true},
              "previous_attributes": {"cancel_at_period_end": false, "current_period_end": 1772500000, "plan": {"id": "price_a"}}}}
            """;

    @Test
    void readsBothShapesOfTheApiAlike() {
        assertThat(change(OF_OLD)).isEqualTo(change(OF_TODAY));
        StripeSubscription after = change(OF_TODAY).after();
        assertThat(after.price()).isEqualTo("price_b");
        assertThat(after.customer()).isEqualTo("cus_1");
        assertThat(after.endsAt()).isEqualTo(Instant.ofEpochSecond(1772600000));
    }

    @Test
    void restoresThePreviousState() {
        StripeSubscription before = change(OF_TODAY).before();

        assertThat(before.price()).isEqualTo("price_a");
        assertThat(before.periodEnd()).isEqualTo(Instant.ofEpochSecond(1772500000));
        assertThat(before.endsAt()).isNull();
    }

    @Test
    void rejectsEventWithoutRequiredFields() {
        assertThatThrownBy(() -> change(OF_TODAY.replace("\"status\"", "\"state\"")))
                .isInstanceOf(StripeEvent.Unreadable.class)
                .hasMessage("it has no status");
    }

    private static SubscriptionChange change(String event) {
        return SubscriptionChange.of(StripeEvent.parse(event));
    }
}
