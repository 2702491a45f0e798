package io.ingestio.extraction.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.background.PassOffset;
import io.ingestio.database.Tenancy;
import io.ingestio.erasure.Erasures;
import io.ingestio.extraction.ExtractionApplication;
import io.ingestio.objectstore.ObjectMissing;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.SampleFiles;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Jobs past their retention and those of erased users, with their model calls and objects. */
@SpringBootTest(
        classes = ExtractionApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=extraction-worker",
            "ingestio.model.adapter=openai",
            "ingestio.outbox.enabled=false",
            "ingestio.worker.slots=0",
            "ingestio.worker.heartbeat=1h"
        })
class DeleteJobsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @TempDir
    Path folder;

    @Autowired
    DeleteJobs deleteJobs;

    @Autowired
    Erasures erasures;

    @Autowired
    ObjectStore store;

    @Autowired
    Tenancy tenancy;

    @Autowired
    DatabaseClient sql;

    private final String eve = "eve-" + UUID.randomUUID();
    private final String bob = "bob-" + UUID.randomUUID();

    /** Among 20,000 jobs of 5,000 users; the statements are the erasure's own. */
    @Test
    void findsJobsOfAUserByTheirIndex() throws SQLException {
        UUID sample = job(eve, "completed", "now()");
        run("""
                insert into extraction_jobs
                select (jsonb_populate_record(j, jsonb_build_object(
                    'id', gen_random_uuid(), 'document_id', gen_random_uuid(), 'user_id', 'many-' || n %% 5000))).*
                from extraction_jobs j cross join generate_series(1, 20000) n
                where j.id = '%s'
                """.formatted(sample));
        asSuperuser("analyze extraction.extraction_jobs");
        long before = scans();

        deleteJobs.ofUser(eve, 500).block();

        assertThat(exists(sample)).isFalse();
        await().atMost(PATIENCE).until(() -> scans() > before);
        run("delete from extraction_jobs where user_id like 'many-%'");
    }

    private long scans() {
        return number("select idx_scan from pg_stat_all_indexes where schemaname = 'extraction'"
                + " and indexrelname = 'extraction_jobs_of_user'");
    }

    private static void asSuperuser(String statement) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    @Test
    void deletesOnlyJobsPastTheirRetention() {
        UUID completed = job(eve, "completed", "now() - interval '31 days'");
        UUID failed = job(eve, "failed", "now() - interval '31 days'");
        UUID younger = job(eve, "completed", "now() - interval '29 days'");
        UUID queued = job(eve, "queued", "null");

        var offset = new PassOffset();
        while (deleteJobs.finishedBefore(Duration.ofDays(30), offset, 1).block(PATIENCE) > 0) {
            // one after the other
        }

        assertThat(traces(completed)).isZero();
        assertThat(traces(failed)).isZero();
        assertThat(traces(younger)).isEqualTo(3);
        assertThat(traces(queued)).isEqualTo(3);
    }

    @Test
    void deletesJobsOfErasedUserInAnyStatus() {
        UUID queued = job(eve, "queued", "null");
        UUID completed = job(eve, "completed", "now()");
        UUID failed = job(eve, "failed", "now()");
        UUID others = job(bob, "completed", "now()");

        tenancy.asService(erasures.request(eve)).block(PATIENCE);

        await().atMost(PATIENCE).until(() -> jobsOf(eve) == 0);
        assertThat(traces(queued) + traces(completed) + traces(failed)).isZero();
        assertThat(traces(others)).isEqualTo(3);
    }

    @Test
    void runningJobIsCancelledAndThenDeleted() {
        UUID running = job(eve, "processing", "null");

        tenancy.asService(erasures.request(eve)).block(PATIENCE);

        await().atMost(PATIENCE)
                .until(() -> number("select count(*) from extraction_jobs where status = 'cancelled'"
                                + " and lease_epoch = 1 and worker is null and user_id = '" + eve + "'")
                        == 1);
        await().atMost(PATIENCE)
                .until(() -> number("select count(*) from erasures where next_pass_at > now()"
                                + " and next_pass_at < now() + interval '61 seconds' and user_id = '" + eve + "'")
                        == 1);
        assertThat(exists(running)).as("its worker may not have noticed yet").isTrue();
        run("update extraction_jobs set finished_at = now() - interval '1 minute' where user_id = '" + eve + "'");
        run("update erasures set next_pass_at = now() where user_id = '" + eve + "'");
        await().atMost(PATIENCE).until(() -> jobsOf(eve) == 0);
        assertThat(traces(running)).isZero();
    }

    /** A job with a model call and an object; {@code worker} is set as for a running one. */
    private UUID job(String user, String status, String finishedAt) {
        UUID id = UUID.randomUUID();
        run("""
                insert into extraction_jobs (id, document_id, run, batch_id, user_id, filename, mime_type, pages, object_key,
                                             prompt_strategy, concurrent_documents, status, finished_at, worker,
                                             lease_until, next_attempt_at)
                values ('%s', gen_random_uuid(), 1, gen_random_uuid(), '%s', 'f', 'application/pdf', 1, 'k', 'auto', 1, '%s',
                        %s, 'another', now() + interval '1 hour', now() + interval '1 hour')
                """.formatted(id, user, status, finishedAt));
        run("insert into model_calls (job_id, step, reply) values ('" + id + "', 'extract', 'text of a document')");
        store.put(key(id), SampleFiles.write(folder, "result", SampleFiles.text()), "application/json")
                .block(PATIENCE);
        return id;
    }

    private static String key(UUID job) {
        return "results/" + job + "/1.json";
    }

    /** Of its row, its model call and its object. */
    private long traces(UUID job) {
        return number("select count(*) from extraction_jobs where id = '" + job + "'")
                + number("select count(*) from model_calls where job_id = '" + job + "'")
                + (exists(job) ? 1 : 0);
    }

    private boolean exists(UUID job) {
        return Boolean.TRUE.equals(store.info(key(job))
                .hasElement()
                .onErrorReturn(ObjectMissing.class, false)
                .block(PATIENCE));
    }

    private long jobsOf(String user) {
        return number("select count(*) from extraction_jobs where user_id = '" + user + "'");
    }

    private void run(String statement) {
        tenancy.asService(sql.sql(statement).then()).block(PATIENCE);
    }

    private long number(String query) {
        return tenancy.statementAsService(sql.sql(query).mapValue(Long.class).one())
                .block(PATIENCE);
    }
}
