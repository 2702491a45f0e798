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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the relay asks all the time costs the same with a backlog of 100,000 events in one shard. */
class OutboxPlanIT {

    private static final String SCHEMA = "outbox_plan";

    @BeforeAll
    static void fill() throws SQLException {
        migrate();
        execute("insert into outbox (event_id, topic, key, shard, type, body)"
                + " select gen_random_uuid(), 't', n::text, 3, 'e', '{}' from generate_series(1, 100000) n");
        execute("analyze outbox");
    }

    @AfterAll
    static void drop() throws SQLException {
        execute("drop schema " + SCHEMA + " cascade");
    }

    @Test
    void oldestAgeReadsOneRow() throws SQLException {
        assertThat(plan(OutboxTable.OLDEST_AGE))
                .filteredOn(line -> line.contains(" on outbox"))
                .hasSize(1)
                .allMatch(line -> line.contains("Index Scan using outbox_pkey")
                        && line.matches(".*actual rows=1(\\.00)? loops=1.*"));
    }

    @Test
    void busyShardsAreFoundByProbes() throws SQLException {
        assertThat(plan(OutboxTable.BUSY_SHARDS))
                .filteredOn(line -> line.contains(" on outbox"))
                .hasSize(2)
                .allMatch(line ->
                        line.contains("using outbox_by_shard") && line.matches(".*actual rows=[01](\\.00)? loops=1.*"));
    }

    private static List<String> plan(String query) throws SQLException {
        List<String> plan = new ArrayList<>();
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("set search_path = " + SCHEMA);
            try (ResultSet rows = sql.executeQuery("explain (analyze, timing off) " + query)) {
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
            }
        }
        return plan;
    }

    private static void execute(String statement) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("set search_path = " + SCHEMA);
            sql.execute(statement);
        }
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
}
