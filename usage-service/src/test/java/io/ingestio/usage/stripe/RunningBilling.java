package io.ingestio.usage.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.RunId;
import io.ingestio.testkit.RealParts;
import io.ingestio.usage.RunningUsage;
import io.ingestio.usage.UsageApplication;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * The usage service with billing configured, one for all tests that extend this; each test has a user and a customer of its own.
 * Events arrive as they do from Stripe: signed, over HTTP.
 */
@SpringBootTest(
        classes = UsageApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=usage-service",
            "ingestio.outbox.enabled=false",
            "ingestio.quota.sweep-every=1h",
            "ingestio.stripe.api-key=sk_test_secret",
            "ingestio.stripe.webhook-secret=" + RunningBilling.SIGNING_SECRET,
            "ingestio.stripe.success-url=https://app.example.com/paid",
            "ingestio.stripe.cancel-url=https://app.example.com/plans",
            "ingestio.stripe.portal-return-url=https://app.example.com/account",
            "ingestio.stripe.prices=price_plus=plus:month,price_plus_year=plus:year,price_growth=growth:month,price_pages=credits:500"
        })
abstract class RunningBilling extends RunningUsage {

    static final String SIGNING_SECRET = "whsec_test";
    static final FakeStripe STRIPE = FakeStripe.start();

    @DynamicPropertySource
    static void fakeStripe(DynamicPropertyRegistry registry) {
        registry.add("ingestio.stripe.api-base", STRIPE::base);
    }

    final String customer = id("cus");
    final Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());

    static String id(String kind) {
        return kind + "_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** Signed as Stripe does it: HMAC-SHA256 of the time, a dot and the body. */
    static String signature(String body, String secret, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] hash = mac.doFinal((at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResult deliver(Map<String, Object> event) {
        return deliver(JSON.writeValueAsString(event));
    }

    HttpResult deliver(String body) {
        return deliver(body, signature(body, SIGNING_SECRET, Instant.now()));
    }

    HttpResult deliver(String body, String signature) {
        return send("POST", "/api/v1/webhooks/stripe", body, Map.of("Stripe-Signature", signature));
    }

    /** Delivers each, and each is to have this outcome. */
    @SafeVarargs
    final void delivered(String outcome, Map<String, Object>... events) {
        for (Map<String, Object> event : events) {
            HttpResult answer = deliver(event);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.text("status")).as(answer.body()).isEqualTo(outcome);
        }
    }

    /** Makes the customer known as the user's: what a checkout of theirs does. */
    void linkCustomer() {
        delivered("applied", StripeEvents.checkout(user, customer));
    }

    JsonNode usage() {
        return send("GET", "/api/v1/usage", "", token(user)).json();
    }

    String tier() {
        return usage().get("tier").asString();
    }

    String planStatus() {
        return send("GET", "/api/v1/plan", "", token(user)).text("status");
    }

    long credits() {
        return usage().at("/credits/balance").asLong();
    }

    void assertUsage(String tier, long used, long left) {
        JsonNode usage = usage();
        assertThat(usage.get("tier").asString()).isEqualTo(tier);
        assertThat(usage.get("pagesUsed").asLong()).isEqualTo(used);
        assertThat(usage.get("pagesLeft").asLong()).isEqualTo(left);
    }

    /** Charges pages as an extraction that succeeds does. */
    void use(int pages) {
        UUID document = UUID.randomUUID();
        UUID run = RunId.of(document, 1);
        assertThat(query(
                        "select now_state from reserve_pages(?::uuid, ?, ?::uuid, 1, ?::int, interval '1 hour')",
                        run.toString(),
                        user,
                        document.toString(),
                        Integer.toString(pages)))
                .containsExactly("reserved");
        assertThat(query(
                        "select now_state from settle_pages(?::uuid, 'committed', ?, ?::uuid, 1, ?::int, null)",
                        run.toString(),
                        user,
                        document.toString(),
                        Integer.toString(pages)))
                .containsExactly("committed");
    }

    /** The first column of what a superuser finds. */
    static List<String> query(String sql, String... parameters) {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection()) {
            connection.createStatement().execute("set search_path = usage");
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setString(i + 1, parameters[i]);
                }
                List<String> found = new ArrayList<>();
                if (statement.execute()) {
                    ResultSet rows = statement.getResultSet();
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
