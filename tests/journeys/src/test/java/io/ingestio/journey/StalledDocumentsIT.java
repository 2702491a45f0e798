package io.ingestio.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.client.Submission;
import io.ingestio.launcher.system.Microservice;
import io.ingestio.testkit.ModelReply;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job or an event that was lost leaves no document open: the orchestrator asks, the worker answers. */
class StalledDocumentsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The call of the job that was deleted under its worker. */
    private static final int ABORTED_CALLS = 1;

    @TempDir
    static Path folder;

    private static Journey journey;

    @BeforeAll
    static void start() {
        journey = Journey.start(
                folder, options -> options.with(Microservice.ORCHESTRATOR, "ingestio.stalled.after", "3s"));
    }

    @AfterAll
    static void stop() {
        journey.close();
    }

    @Test
    void documentWithoutAJobIsExtracted() throws SQLException {
        IngestioClient alice = journey.user("alice", "plus");
        journey.model().onDocument("marker lost-job-0.", ModelReply.hang());
        Submission submission = journey.submit(alice, "lost-job", 1);
        String job = " from extraction.extraction_jobs where batch_id = '" + submission.id() + "'";
        await().atMost(PATIENCE)
                .until(() -> journey.count("select count(*)" + job + " and status = 'processing'") == 1);
        journey.model().onDocument("marker lost-job-0.", ModelReply.json("{\"data\":{\"total\":7}}"));

        execute("delete" + job);

        journey.assertCompleted(alice, submission.id(), 1);
        journey.assertInvariants(ABORTED_CALLS);
    }

    @Test
    void resultWhoseEventWasLostArrives() throws SQLException {
        IngestioClient bob = journey.user("bob", "plus");
        execute("create function extraction.lose() returns trigger language plpgsql as 'begin return null; end'");
        execute("create trigger lose before insert on extraction.outbox for each row"
                + " when (new.type = 'extraction.completed') execute function extraction.lose()");
        Submission submission = journey.submit(bob, "lost-event", 1);
        await().atMost(PATIENCE)
                .until(() -> journey.count("select count(*) from extraction.extraction_jobs where batch_id = '"
                                + submission.id() + "' and status = 'completed'")
                        == 1);
        int calls = journey.model().calls().size();
        execute("drop trigger lose on extraction.outbox");

        journey.assertCompleted(bob, submission.id(), 1);
        journey.assertInvariants(ABORTED_CALLS);
        assertThat(journey.model().calls()).as("the stored reply is read again").hasSize(calls);
        assertThat(journey.count("select sum(used) from usage.accounts where user_id = 'bob'"))
                .isEqualTo(1);
    }

    private static void execute(String statement) throws SQLException {
        try (Connection connection = journey.system().postgres().asSuperuser().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
