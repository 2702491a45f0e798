package io.ingestio.usage.stripe;

import static io.ingestio.usage.stripe.StripeEvents.checkout;
import static io.ingestio.usage.stripe.StripeEvents.created;
import static io.ingestio.usage.stripe.StripeEvents.event;
import static io.ingestio.usage.stripe.StripeEvents.invoice;
import static io.ingestio.usage.stripe.StripeEvents.pages;
import static io.ingestio.usage.stripe.StripeEvents.refund;
import static io.ingestio.usage.stripe.StripeEvents.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.database.Tenancy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** Events that had no effect at first, and how they get it. */
class StripeReplayIT extends RunningBilling {

    @Autowired
    Tenancy tenancy;

    @Autowired
    DatabaseClient sql;

    @Test
    void appliesFlaggedEventsOnceUserIsKnown() {
        String intent = id("pi");
        Map<String, Object> unnamed = pages(user, customer, intent);
        unnamed.remove("client_reference_id");
        unnamed.put("metadata", Map.of("pages", "500"));
        List<Map<String, Object>> early = List.of(
                created(subscription(id("sub"), customer, "price_plus", now), now),
                event("invoice.paid", now, invoice(id("in"), customer, "sub_1")),
                event("invoice.payment_failed", now, invoice(id("in"), customer, "sub_1")),
                refund(id("ch"), customer, intent, 1000),
                event("checkout.session.completed", now, unnamed));
        early.forEach(event -> delivered("flagged", event));
        assertThat(tier()).isEqualTo("starter");
        assertThat(flagged(customer)).hasSize(5).allMatch("unknown_customer"::equals);

        delivered("applied", checkout(user, customer));

        assertThat(tier()).isEqualTo("plus");
        assertThat(credits()).isEqualTo(250);
        assertThat(query("select id from payments where user_id = ?", user)).hasSize(2);
        assertThat(query("select invoice_id from payment_failures where user_id = ?", user))
                .hasSize(1);
        assertThat(flagged(customer)).isEmpty();
    }

    @Test
    void appliesUnknownPriceOnReplay() {
        linkCustomer();
        Map<String, Object> event = created(subscription(id("sub"), customer, "price_new", now), now);
        delivered("flagged", event);
        assertThat(flagged(customer)).containsExactly("unknown_price");
        assertThat(tier()).isEqualTo("starter");
        assertThat(replay(event).text("status")).isEqualTo("flagged");

        // As an operator does who corrects the price at Stripe: here, where prices are read at the start, in what was
        // kept.
        query(
                "update webhook_logs set payload = replace(payload, 'price_new', 'price_growth') where event_id = ?",
                idOf(event));

        assertThat(replay(event).text("status")).isEqualTo("applied");
        assertThat(tier()).isEqualTo("growth");
    }

    @Test
    void appliesFailedEventOnRedelivery() {
        Map<String, Object> event = event("checkout.session.completed", now, pages(user, customer, id("pi")));
        breakPayments();
        try {
            HttpResult failed = deliver(event);
            assertThat(failed.status()).isEqualTo(500);
            assertThat(failed.text("code")).isEqualTo("event_not_applied");
            assertThat(query("select user_id from stripe_customers where customer_id = ?", customer))
                    .isEmpty();
            JsonNode item = list("failed").stream()
                    .filter(one -> idOf(event).equals(one.get("id").asString()))
                    .findFirst()
                    .orElseThrow();
            assertThat(item.get("error").asString()).contains("the test wants it so");
            assertThat(item.has("payload")).isFalse();
            assertThat(replay(event).text("status")).isEqualTo("failed");
        } finally {
            repairPayments();
        }

        delivered("applied", event);

        assertThat(credits()).isEqualTo(500);
        assertThat(query(
                        "select attempts || ' ' || status || coalesce(error, '') from webhook_logs where event_id = ?",
                        idOf(event)))
                .containsExactly("3 applied");
    }

    @Test
    void administratorReplaysFailedEvent() {
        Map<String, Object> event = event("checkout.session.completed", now, pages(user, customer, id("pi")));
        breakPayments();
        try {
            assertThat(deliver(event).status()).isEqualTo(500);
        } finally {
            repairPayments();
        }

        assertThat(replay(event).text("status")).isEqualTo("applied");
        assertThat(replay(event).text("status")).isEqualTo("applied");
        assertThat(credits()).isEqualTo(500);
        assertThat(query(
                        "select action || ' ' || (before ->> 'status') || ' ' || reason from admin_actions where target = ? order by at",
                        idOf(event)))
                .containsExactly("stripe-event.replay failed a test", "stripe-event.replay applied a test");
    }

    @Test
    void rejectsOtherRoles() {
        String path = "/api/v1/admin/stripe-events";

        assertThat(send("GET", path, "", token(user)).status()).isEqualTo(403);
        assertThat(send("POST", path + "/evt_1/replay", "{}", token(user)).status())
                .isEqualTo(403);
        assertThat(send("POST", path + "/evt_of_nobody/replay", "{\"reason\":\"a test\"}", admin())
                        .status())
                .isEqualTo(404);
        assertThat(send("GET", path + "?status=odd", "", admin()).status()).isEqualTo(400);
    }

    @Test
    void listsInPagesNewestFirst() {
        for (int i = 0; i < 3; i++) {
            delivered("flagged", created(subscription(id("sub"), customer, "price_plus", now), now));
        }
        JsonNode first = send("GET", "/api/v1/admin/stripe-events?status=flagged&limit=2", "", admin())
                .json();
        JsonNode second = send(
                        "GET",
                        "/api/v1/admin/stripe-events?status=flagged&limit=2&cursor="
                                + first.get("nextCursor").asString(),
                        "",
                        admin())
                .json();

        List<String> ids = new ArrayList<>();
        first.get("items").forEach(item -> ids.add(item.get("id").asString()));
        second.get("items").forEach(item -> ids.add(item.get("id").asString()));
        assertThat(ids).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
        assertThat(first.get("items").get(0).get("reason").asString()).isEqualTo("unknown_customer");
        assertThat(first.get("items").get(0).propertyNames()).doesNotContain("cursorId", "payload");
    }

    @Test
    void hidesRowsWithoutUser() {
        linkCustomer();
        delivered("applied", created(subscription(id("sub"), customer, "price_plus", now), now));
        delivered("flagged", created(subscription(id("sub"), id("cus"), "price_plus", now), now));

        assertThat(seenBy(user)).isOne();
        assertThat(seenBy("stranger-" + user)).isZero();
        assertThat(query("select has_table_privilege('usage_app', 'webhook_logs', 'select')"))
                .containsExactly("f");
    }

    private long seenBy(String who) {
        return tenancy.asUser(
                        who,
                        sql.sql("select count(*) from stripe_subscriptions")
                                .map(row -> row.get(0, Long.class))
                                .one())
                .block();
    }

    private HttpResult replay(Map<String, Object> event) {
        HttpResult answer = send(
                "POST", "/api/v1/admin/stripe-events/" + idOf(event) + "/replay", "{\"reason\":\"a test\"}", admin());
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    private List<JsonNode> list(String status) {
        List<JsonNode> items = new ArrayList<>();
        send("GET", "/api/v1/admin/stripe-events?limit=100&status=" + status, "", admin())
                .json()
                .get("items")
                .forEach(items::add);
        return items;
    }

    private static String idOf(Map<String, Object> event) {
        return event.get("id").toString();
    }

    private static List<String> flagged(String customer) {
        return query("select reason from webhook_logs where customer_id = ? and status = 'flagged'", customer);
    }

    /** The database refuses payments of this test's customer. */
    private void breakPayments() {
        query("""
                create function %1$s() returns trigger language plpgsql as $$ begin raise exception 'the test wants it so'; end $$
                """.formatted(customer));
        query(
                "create trigger %1$s before insert on payments for each row when (new.customer_id = '%1$s') execute function %1$s()"
                        .formatted(customer));
    }

    private void repairPayments() {
        query("drop trigger %s on payments".formatted(customer));
        query("drop function %s()".formatted(customer));
    }
}
