package io.ingestio.orchestrator.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.database.Tenancy;
import io.ingestio.erasure.Erasures;
import io.ingestio.orchestrator.OrchestratorApplication;
import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.SampleEvents;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Erasing a person leaves no state of batches and documents, whatever events still arrive. */
@SpringBootTest(
        classes = OrchestratorApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=batch-orchestrator", "ingestio.outbox.enabled=false"})
class EraseUserIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @Autowired
    ApplyEvents applyEvents;

    @Autowired
    Erasures erasures;

    @Autowired
    Tenancy tenancy;

    @Autowired
    DatabaseClient sql;

    private final String eve = "eve-" + UUID.randomUUID();
    private final String bob = "bob-" + UUID.randomUUID();

    @Test
    void deletesStatesOfErasedUser() {
        for (int i = 0; i < 25; i++) {
            batchOf(eve);
        }
        batchOf(bob);
        assertThat(rowsOf(eve)).isEqualTo(75);

        erase();

        await().atMost(PATIENCE).until(() -> rowsOf(eve) == 0);
        assertThat(rowsOf(bob)).isEqualTo(3);
    }

    @Test
    void lateEventsOfErasedUserLeaveNothing() {
        erase();
        await().atMost(PATIENCE)
                .until(() -> number(
                                "select count(*) from erasures where next_pass_at < now() + interval '61 seconds' and next_pass_at > now() and user_id = '"
                                        + eve + "'")
                        == 1);
        batchOf(eve);
        assertThat(rowsOf(eve)).isEqualTo(3);

        tenancy.asService(sql.sql("update erasures set next_pass_at = now() where user_id = '" + eve + "'")
                        .then())
                .block();

        await().atMost(PATIENCE).until(() -> rowsOf(eve) == 0);
    }

    /** Among 20,000 batches of 5,000 users; the statement is the erasure's own. */
    @Test
    void findsBatchesByTheirIndex() throws SQLException {
        run("insert into extraction_batches (id, user_id)"
                + " select gen_random_uuid(), 'many-' || n % 5000 from generate_series(1, 20000) n");
        asSuperuser("analyze orchestration.extraction_batches");
        long before = scans();
        batchOf(eve);

        erase();

        await().atMost(PATIENCE).until(() -> rowsOf(eve) == 0 && scans() > before);
        run("delete from extraction_batches where user_id like 'many-%'");
    }

    private long scans() {
        return number("select idx_scan from pg_stat_all_indexes where schemaname = 'orchestration'"
                + " and indexrelname = 'extraction_batches_of_user_by_change'");
    }

    private static void asSuperuser(String statement) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private void run(String statement) {
        tenancy.asService(sql.sql(statement).then()).block();
    }

    /** With two documents. */
    private void batchOf(String user) {
        var batch = new SampleEvents(UUID.randomUUID(), user);
        tenancy.asService(applyEvents.apply(List.of(
                        batch.created(2), batch.uploaded(UUID.randomUUID(), 0), batch.rejected(UUID.randomUUID(), 1))))
                .block();
    }

    private void erase() {
        tenancy.asService(erasures.request(eve)).block();
    }

    private long rowsOf(String user) {
        return number("select (select count(*) from extraction_batches where user_id = '%1$s')".formatted(user)
                + " + (select count(*) from batch_documents where user_id = '%1$s')".formatted(user));
    }

    private long number(String query) {
        return tenancy.statementAsService(sql.sql(query).mapValue(Long.class).one())
                .block();
    }
}
