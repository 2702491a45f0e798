package io.ingestio.usage.stripe;

import static io.ingestio.usage.stripe.StripeEvents.created;
import static io.ingestio.usage.stripe.StripeEvents.deleted;
import static io.ingestio.usage.stripe.StripeEvents.event;
import static io.ingestio.usage.stripe.StripeEvents.subscription;
import static io.ingestio.usage.stripe.StripeEvents.updated;
import static io.ingestio.usage.stripe.StripeEvents.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.usage.stripe.FakeStripe.Asked;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a user begins to pay. Stripe is a local server. */
class CheckoutIT extends RunningBilling {

    @AfterEach
    void acceptAgain() {
        STRIPE.refuseWith = 0;
    }

    @Test
    void planCheckoutNamesItsUserEverywhere() {
        HttpResult answer = checkout("{\"tier\":\"plus\",\"interval\":\"month\"}", null);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("url")).startsWith("https://pay.example.com/");
        Asked asked = STRIPE.askedFor(user).getFirst();
        assertThat(asked.path()).isEqualTo("/v1/checkout/sessions");
        assertThat(asked.form())
                .containsEntry("mode", "subscription")
                .containsEntry("line_items[0][price]", "price_plus")
                .containsEntry("line_items[0][quantity]", "1")
                .containsEntry("metadata[user_id]", user)
                .containsEntry("subscription_data[metadata][user_id]", user)
                .containsEntry("success_url", "https://app.example.com/paid")
                .containsEntry("cancel_url", "https://app.example.com/plans")
                .doesNotContainKeys("customer", "customer_creation");
        assertThat(attempts()).containsExactly("initiated");
    }

    @Test
    void sellsPagesAndReusesTheCustomer() {
        linkCustomer();

        assertThat(checkout("{\"credits\":500}", null).status()).isEqualTo(201);

        assertThat(STRIPE.askedFor(user).getFirst().form())
                .containsEntry("mode", "payment")
                .containsEntry("customer", customer)
                .containsEntry("line_items[0][price]", "price_pages")
                .containsEntry("metadata[pages]", "500")
                .containsEntry("payment_intent_data[metadata][pages]", "500")
                .containsEntry("payment_intent_data[metadata][user_id]", user);
    }

    @Test
    void opensOneSessionForRepeatedRequest() {
        HttpResult first = checkout("{\"credits\":500}", "key-1");
        HttpResult again = checkout("{\"credits\":500}", "key-1");
        HttpResult other = checkout("{\"tier\":\"plus\",\"interval\":\"year\"}", "key-1");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(STRIPE.askedFor(user)).hasSize(1);
        assertThat(other.text("code")).isEqualTo("idempotency_mismatch");
    }

    @Test
    void repeatsStripeCallWithTheSameKey() {
        STRIPE.refuseWith = 503;
        HttpResult lost = checkout("{\"credits\":500}", "key-2");
        assertThat(lost.status()).isEqualTo(502);
        assertThat(lost.json().get("retryable").asBoolean()).isTrue();
        assertThat(attempts()).containsExactly("failed");
        STRIPE.refuseWith = 0;

        assertThat(checkout("{\"credits\":500}", "key-2").status()).isEqualTo(201);

        List<Asked> asked = STRIPE.askedFor(user);
        assertThat(asked).hasSize(2);
        assertThat(asked.get(0)).isEqualTo(asked.get(1));
        assertThat(attempts()).containsExactly("initiated");
    }

    @Test
    void hidesStripesErrorMessage() {
        STRIPE.refuseWith = 400;

        HttpResult refused = checkout("{\"credits\":500}", null);

        assertThat(refused.status()).isEqualTo(502);
        assertThat(refused.text("code")).isEqualTo("billing_provider_error");
        assertThat(refused.json().get("retryable").asBoolean()).isFalse();
        assertThat(refused.body()).doesNotContain("sk_test");
        assertThat(attempts()).containsExactly("failed");
    }

    @Test
    void rejectsOfferThatIsNotSold() {
        for (String body : List.of(
                "{\"tier\":\"growth\",\"interval\":\"year\"}",
                "{\"tier\":\"gold\",\"interval\":\"month\"}",
                "{\"credits\":501}")) {
            HttpResult refused = checkout(body, null);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("code")).isEqualTo("price_not_configured");
        }
        for (String body : List.of(
                "{}",
                "{\"tier\":\"plus\"}",
                "{\"tier\":\"plus\",\"interval\":\"week\"}",
                "{\"tier\":\"plus\",\"interval\":\"month\",\"credits\":500}",
                "{\"credits\":-500}")) {
            HttpResult refused = checkout(body, null);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("code")).isEqualTo("invalid_request");
        }
        assertThat(STRIPE.askedFor(user)).isEmpty();
        assertThat(checkoutAs(Map.of()).status()).isEqualTo(401);
    }

    @Test
    void rejectsSecondPlan() {
        linkCustomer();
        String plan = "{\"tier\":\"growth\",\"interval\":\"month\"}";
        Map<String, Object> active = subscription(id("sub"), customer, "price_plus", now.minusSeconds(60));
        Map<String, Object> pastDue = with(active, "status", "past_due");
        Map<String, Object> over = with(active, "cancel_at", now.minusSeconds(1).getEpochSecond());

        delivered("applied", created(active, now.minusSeconds(50)));
        HttpResult refused = checkout(plan, "key-3");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("already_subscribed");
        assertThat(checkout("{\"credits\":500}", null).status()).isEqualTo(201);
        delivered("applied", updated(active, pastDue, now.minusSeconds(40)));
        assertThat(checkout(plan, null).text("code")).isEqualTo("already_subscribed");
        assertThat(attempts()).containsExactly("initiated");

        delivered("applied", updated(pastDue, over, now.minusSeconds(30)));
        assertThat(checkout(plan, "key-3").status()).isEqualTo(201);
        delivered("applied", deleted(over, now));
        assertThat(checkout(plan, null).status()).isEqualTo(201);
    }

    @Test
    void endsAttemptAsTheCheckoutDid() {
        String ended = begin();
        delivered("applied", event("checkout.session.expired", now, session(ended, "subscription", "unpaid")));
        assertThat(attempts()).containsExactly("cancelled");

        String paid = begin();
        delivered("applied", event("checkout.session.completed", now, session(paid, "subscription", "paid")));
        delivered("applied", event("checkout.session.expired", now, session(paid, "subscription", "unpaid")));
        assertThat(attempts()).containsExactlyInAnyOrder("cancelled", "succeeded");

        String failed = begin();
        delivered("applied", event("checkout.session.completed", now, session(failed, "subscription", "unpaid")));
        assertThat(attempts()).containsExactlyInAnyOrder("cancelled", "succeeded", "initiated");
        delivered(
                "applied",
                event("checkout.session.async_payment_failed", now, session(failed, "subscription", "unpaid")));
        assertThat(attempts()).containsExactlyInAnyOrder("cancelled", "succeeded", "failed");
    }

    @Test
    void opensPortalForCustomers() {
        HttpResult answer = send("POST", "/api/v1/billing-portal/sessions", "", token(user));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("code")).isEqualTo("no_billing_account");
        linkCustomer();

        assertThat(send("POST", "/api/v1/billing-portal/sessions", "", token(user))
                        .status())
                .isEqualTo(201);

        assertThat(STRIPE.asked.stream()
                        .filter(one -> customer.equals(one.form().get("customer")))
                        .map(Asked::path))
                .containsExactly("/v1/billing_portal/sessions");
    }

    /** The id of a session that was opened for this user. */
    private String begin() {
        return checkout("{\"tier\":\"plus\",\"interval\":\"month\"}", null).text("id");
    }

    private Map<String, Object> session(String id, String mode, String paymentStatus) {
        return with(StripeEvents.session(user, customer, mode), "id", id, "payment_status", paymentStatus);
    }

    private HttpResult checkout(String body, String key) {
        Map<String, String> headers = new HashMap<>(token(user));
        if (key != null) {
            headers.put("Idempotency-Key", key);
        }
        return send("POST", "/api/v1/checkout/sessions", body, headers);
    }

    private HttpResult checkoutAs(Map<String, String> headers) {
        return send("POST", "/api/v1/checkout/sessions", "{\"credits\":500}", headers);
    }

    private List<String> attempts() {
        return query("select status from payment_attempts where user_id = ?", user);
    }
}
