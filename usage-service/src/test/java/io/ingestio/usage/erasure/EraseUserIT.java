package io.ingestio.usage.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ingestio.testkit.RealParts;
import io.ingestio.usage.RunningUsage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Erasing a person: nothing names the user any more, and the sums stay. */
class EraseUserIT extends RunningUsage {

    @Test
    void noTableNamesTheErasedUser() throws SQLException {
        fillTables();

        assertThat(erase("asked for it").status()).isEqualTo(202);

        for (String table : textTables()) {
            assertThat(number("select count(*) from usage." + table + " t where t::text like '%" + user + "%'"))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void ledgerSumsStayUnderThePseudonym() throws SQLException {
        fillTables();
        long entries = number("select count(*) from usage.ledger where user_id = '" + user + "'");

        erase("asked for it");

        String pseudonym = pseudonym();
        assertThat(pseudonym).startsWith("erased-");
        assertThat(number("select count(*) from usage.ledger where user_id = '" + pseudonym + "'"))
                .isEqualTo(entries)
                .isEqualTo(2);
        assertThat(number("select a.used from usage.accounts a where user_id = '" + pseudonym
                        + "' and a.used = (select sum(used_change) from usage.ledger l where l.user_id = a.user_id)"))
                .isEqualTo(7);
        assertThat(number("select balance from usage.credits where user_id = '" + pseudonym + "'"))
                .isEqualTo(40);
        assertThat(number("select count(*) from usage.reservations where user_id = '" + pseudonym + "'"))
                .isEqualTo(1);
    }

    @Test
    void lateReservationGetsAPseudonymToo() throws SQLException {
        fillTables();
        erase("asked for it");
        execute("select reserve_pages(id, ?, id, 1, 3, interval '1 h') from gen_random_uuid() id", user);
        assertThat(number("select count(*) from usage.accounts where user_id = '" + user + "'"))
                .isEqualTo(1);

        execute("update erasures set next_pass_at = now() where user_id = ?", user);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> number("select count(*) from usage.accounts where user_id = '" + user + "'") == 0);
        assertThat(number("select count(*) from usage.reservations where user_id = '" + user + "'"))
                .isZero();
    }

    /** The run was reserved before the erasure and its end arrives after it. */
    @Test
    void lateEndOfARunIsChargedToThePseudonym() throws SQLException {
        fillTables();
        UUID completed = UUID.randomUUID();
        UUID cancelled = UUID.randomUUID();
        reserve(completed, 5);
        reserve(cancelled, 3);
        erase("asked for it");
        String pseudonym = pseudonym();

        assertThat(settle(completed, "committed", 5)).isEqualTo("committed");
        assertThat(settle(completed, "committed", 5)).isEqualTo("committed");
        assertThat(settle(cancelled, "released", 0)).isEqualTo("released");

        String account = "select %s from usage.accounts where user_id = '" + pseudonym + "'";
        assertThat(number(account.formatted("used"))).isEqualTo(7 + 5);
        assertThat(number(account.formatted("reserved"))).isZero();
        assertThat(number("select sum(used_change) from usage.ledger where user_id = '" + pseudonym + "'"))
                .isEqualTo(7 + 5);
        assertThat(number("select count(*) from usage.accounts where user_id = '" + user + "'"))
                .isZero();
    }

    @Test
    void userWhoIsNotErasedSettlesNoPseudonym() throws SQLException {
        UUID document = UUID.randomUUID();
        execute("select reserve_pages(?, 'erased-' || ?, ?, 1, 5, interval '1 h')", document, document, document);

        assertThat(settle(document, "committed", 5)).isEqualTo("mismatch");
    }

    private void reserve(UUID document, int pages) throws SQLException {
        execute("select reserve_pages(?, ?, ?, 1, ?, interval '1 h')", document, user, document, pages);
    }

    private String settle(UUID document, String to, int pages) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = usage");
            try (ResultSet rows = statement.executeQuery(
                    "select now_state from settle_pages('%1$s', '%2$s', '%3$s', '%1$s', 1, %4$d, 'invoice')"
                            .formatted(document, to, user, pages))) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    @Test
    void publishesUserErased() throws SQLException {
        fillTables();

        erase("asked for it");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> published("user.erased").size() == 1);
    }

    @Test
    void rejectsUserWithRunningSubscription() throws SQLException {
        execute("""
                insert into stripe_subscriptions (subscription_id, user_id, customer_id, tier, status, started_at, anchor,
                                                  cancel_at_period_end, event_created, event_rank)
                values (?, ?, 'cus', 'plus', 'active', now(), now(), false, now(), 0)
                """, "sub-" + user, user);

        HttpResult answer = erase("asked for it");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("code")).isEqualTo("subscription_running");
    }

    @Test
    void erasedUserIsGivenNothing() throws SQLException {
        fillTables();
        erase("asked for it");

        HttpResult plan = subscribe("plus", "active");
        HttpResult credits = send(
                "POST",
                "/api/v1/admin/users/" + user + "/credits",
                "{\"kind\":\"bonus\",\"pages\":40,\"reason\":\"again\"}",
                admin());

        assertThat(plan.status()).isEqualTo(409);
        assertThat(plan.text("code")).isEqualTo("user_erased");
        assertThat(credits.status()).isEqualTo(409);
        assertThat(credits.text("code")).isEqualTo("user_erased");
        assertThat(number("select count(*) from usage.subscriptions where user_id = '" + user + "'"))
                .isZero();
        assertThat(number("select count(*) from usage.credits where user_id = '" + user + "'"))
                .isZero();
    }

    @Test
    void progressIsShownToAdministratorsOnly() throws SQLException {
        String path = "/api/v1/admin/users/" + user + "/erasure";
        assertThat(send("GET", path, "", admin()).status()).isEqualTo(404);
        fillTables();
        erase("asked for it");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> send("GET", path, "", admin()).json().hasNonNull("emptiedAt"));

        assertThat(send("GET", path, "", token(user)).status()).isEqualTo(403);
    }

    @Test
    void requiresReasonAndAdministrator() {
        assertThat(erase("").status()).isEqualTo(422);
        assertThat(send("DELETE", "/api/v1/admin/users/" + user + "?reason=x", "", token(user))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void pseudonymCannotBeReplacedAgain() throws SQLException {
        fillTables();
        erase("asked for it");
        String pseudonym = pseudonym();

        for (String update : List.of(
                "update usage.ledger set user_id = 'erased-other' where user_id = '" + pseudonym + "'",
                "update usage.credit_transactions set pages = 1, user_id = 'erased-x' where user_id like 'bob-%'",
                "update usage.credit_transactions set user_id = 'eve' where user_id = '" + pseudonym + "'")) {
            execute("insert into credit_transactions (user_id, kind, pages, balance_after, source)"
                    + " values ('bob-' || gen_random_uuid(), 'bonus', 2, 2, 'x')");
            assertThatThrownBy(() -> execute(update)).as(update).hasMessageContaining("append-only");
        }
    }

    /** A row of the user in every kind of table: plan, ledger, credits, money, Stripe's events, audit. */
    private void fillTables() throws SQLException {
        subscribe("plus", "active");
        send(
                "POST",
                "/api/v1/admin/users/" + user + "/credits",
                "{\"kind\":\"bonus\",\"pages\":40,\"reason\":\"for %s\"}".formatted(user),
                admin());
        execute(
                "select r.now_state, s.now_state from gen_random_uuid() id,"
                        + " lateral reserve_pages(id, ?, id, 1, 7, interval '1 h') r,"
                        + " lateral settle_pages(id, 'committed', ?, id, 1, 7, 'invoice') s",
                user,
                user);
        send("DELETE", "/api/v1/admin/users/x?reason=x", "", token(user)); // refused, and recorded with the caller
        execute("insert into stripe_customers (customer_id, user_id) values (?, ?)", "cus-of-" + user.hashCode(), user);
        execute(
                "insert into webhook_logs (event_id, type, created_at, subject, customer_id, payload, status)"
                        + " values (?, 'invoice.paid', now(), 'in_1', ?, ?, 'applied')",
                "evt-" + user.hashCode(),
                "cus-of-" + user.hashCode(),
                "{\"email\": \"" + user + "@example.com\"}");
        execute(
                "insert into payments (id, user_id, kind, amount_cents, currency, paid_at) values (?, ?, 'other', 1, 'usd', now())",
                "pay-" + user.hashCode(),
                user);
    }

    private HttpResult erase(String reason) {
        return send("DELETE", "/api/v1/admin/users/" + user + "?reason=" + reason.replace(" ", "%20"), "", admin());
    }

    /** Of the payment that the user made. */
    private String pseudonym() throws SQLException {
        return text("select user_id from usage.payments where id = 'pay-" + user.hashCode() + "'");
    }

    /** All tables but those of the platform that forget by themselves. */
    private static List<String> textTables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select relname from pg_class where relkind in ('r', 'p')"
                        + " and relnamespace = 'usage'::regnamespace and relname not in ('outbox', 'erasures')")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    private static String text(String query) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).as(query).isTrue();
            return rows.getString(1);
        }
    }
}
