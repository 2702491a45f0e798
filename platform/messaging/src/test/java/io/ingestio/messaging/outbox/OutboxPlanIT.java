package io.ingestio.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.testkit.RealParts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What is asked every few seconds costs the same with a backlog of 100,000 events. */
class OutboxPlanIT {

    private static final String SCHEMA = "outbox_plan";

    @Test
    void oldestAgeReadsOneRowAShard() throws SQLException {
        migrate();
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("set search_path = " + SCHEMA);
            sql.execute("insert into outbox (event_id, topic, key, shard, type, body)"
                    + " select gen_random_uuid(), 't', n::text, n % 16, 'e', '{}' from generate_series(1, 100000) n");
            sql.execute("analyze outbox");

            List<String> plan = plan(sql);

            assertThat(plan).noneMatch(line -> line.contains("Seq Scan on outbox"));
            assertThat(plan)
                    .filteredOn(line -> line.contains("outbox_by_shard"))
                    .hasSize(1)
                    .allMatch(line -> line.contains("rows=1.00 loops=16") || line.contains("rows=1 loops=16"));
        } finally {
            drop();
        }
    }

    private static List<String> plan(Statement sql) throws SQLException {
        List<String> plan = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery("explain (analyze, timing off) " + OutboxTable.OLDEST_AGE)) {
            while (rows.next()) {
                plan.add(rows.getString(1));
            }
        }
        return plan;
    }

    private static void migrate() {
        Flyway.configure()
                .dataSource(RealParts.postgres().asSuperuser())
                .schemas(SCHEMA)
                .locations("classpath:db/database", "classpath:db/messaging")
                .outOfOrder(true)
                .placeholders(Map.of("app", "orchestration_app", "service", "orchestration_service"))
                .load()
                .migrate();
    }

    private static void drop() throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("drop schema " + SCHEMA + " cascade");
        }
    }
}
