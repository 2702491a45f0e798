package io.ingestio.usage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.testkit.RealParts;
import io.ingestio.usage.RunningUsage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How many rows the database reads for a page of the ledger. */
class LedgerReadIT extends RunningUsage {

    private static final String PAGE = """
            explain (analyze, format json)
            select l.id, r.run from usage.ledger l join usage.reservations r on r.id = l.reservation_id
            where l.user_id = '%s' and l.id < 9223372036854775807
            order by l.id desc limit 26
            """;

    @Test
    void idleUsersPageReadsOnlyOwnEntries() throws SQLException {
        execute(
                "select now_state from reserve_pages(gen_random_uuid(), ?, gen_random_uuid(), 1, 1, interval '1 h')",
                user);
        execute("""
                insert into ledger (user_id, period, reservation_id, kind, used_change, reserved_change)
                select 'busy-' || n % 50, '2000-01-01', gen_random_uuid(), 'reserve', 0, 1 from generate_series(1, 50000) n
                """);
        execute("analyze ledger");

        JsonNode plan = explain(PAGE.formatted(user));

        assertThat(plan.findValues("Index Name").stream().map(JsonNode::asString))
                .contains("ledger_pkey");
        assertThat(plan.findValues("Rows Removed by Filter").stream()
                        .mapToLong(JsonNode::asLong)
                        .sum())
                .isLessThan(100);
        assertThat(scanOfLedger(plan).get("Actual Rows").asLong()).isEqualTo(1);
    }

    private static JsonNode scanOfLedger(JsonNode plan) {
        return plan.findParents("Relation Name").stream()
                .filter(node -> node.get("Relation Name").asString().equals("ledger"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode explain(String query) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return JSON.readTree(rows.getString(1));
        }
    }
}
