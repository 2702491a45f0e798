package io.ingestio.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.testkit.RealParts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An inbox that was filled before it had partitions still knows its events. */
class InboxUpgradeIT {

    private static final String SCHEMA = "inbox_upgraded";
    private static final String LAST_UNPARTITIONED = "0.4";
    private static final int ROWS = 1000;

    @Test
    void eventsFromBeforeThePartitionsAreKnown() throws SQLException {
        migrate(LAST_UNPARTITIONED);
        UUID known = UUID.randomUUID();
        execute("insert into inbox (consumer, event_id) select 'c', gen_random_uuid() from generate_series(1, " + ROWS
                + ")");
        execute("insert into inbox (consumer, event_id) values ('c', '" + known + "')");
        assertThat(one("select relkind from pg_class where oid = 'inbox'::regclass"))
                .isEqualTo("r");

        migrate("latest");

        assertThat(one("select relkind from pg_class where oid = 'inbox'::regclass"))
                .isEqualTo("p");
        assertThat(one("select count(*) from inbox")).isEqualTo(String.valueOf(ROWS + 1));
        assertThat(inserted(known)).isEqualTo("0");
        assertThat(inserted(UUID.randomUUID())).isEqualTo("1");
        assertThat(one("select prepare_inbox_partition(current_date + 1)")).isEqualTo("created");
        assertThat(inserted(known)).isEqualTo("0");
    }

    @AfterEach
    void dropSchema() throws SQLException {
        execute("drop schema if exists " + SCHEMA + " cascade");
    }

    private static String inserted(UUID id) throws SQLException {
        return one("with fresh as (insert into inbox (consumer, event_id) values ('c', '" + id
                + "') on conflict do nothing returning 1) select count(*) from fresh");
    }

    private static void migrate(String target) {
        Flyway.configure()
                .dataSource(RealParts.postgres().asSuperuser())
                .schemas(SCHEMA)
                .locations("classpath:db/database", "classpath:db/messaging")
                .outOfOrder(true)
                .target(target)
                .placeholders(Map.of("app", "orchestration_app", "service", "orchestration_service"))
                .load()
                .migrate();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = " + SCHEMA);
            statement.execute(sql);
        }
    }

    private static String one(String query) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = " + SCHEMA);
            try (ResultSet rows = statement.executeQuery(query)) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
