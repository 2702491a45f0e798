package io.ingestio.usage.stripe.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.testkit.RealParts;
import io.ingestio.usage.RunningUsage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How long Stripe's events are kept. */
class DeleteOldStripeEventsIT extends RunningUsage {

    @Autowired
    DeleteOldStripeEvents deleteOldStripeEvents;

    @Test
    void deletesOldAppliedAndIgnoredEvents() throws SQLException {
        log("applied", 181);
        log("ignored", 181);
        log("flagged", 181);
        log("failed", 181);
        log("applied", 179);

        deleteOldStripeEvents.portion(500).block(Duration.ofSeconds(20));

        assertThat(kept()).containsExactly("applied 179", "failed 181", "flagged 181");
    }

    private void log(String status, int days) throws SQLException {
        execute(
                "insert into webhook_logs (event_id, type, created_at, customer_id, payload, status, received_at)"
                        + " values (?, 'invoice.paid', now(), ?, '{}', ?, now() - make_interval(days => ?))",
                "evt-%s-%s-%d".formatted(user, status, days),
                user,
                status,
                days);
    }

    private List<String> kept() throws SQLException {
        List<String> kept = new ArrayList<>();
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select status || ' ' || extract(day from now() - received_at)::int from usage.webhook_logs"
                                + " where customer_id = ? order by 1")) {
            statement.setString(1, user);
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                kept.add(rows.getString(1));
            }
        }
        return kept;
    }
}
