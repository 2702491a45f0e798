package io.ingestio.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.client.Submission;
import io.ingestio.launcher.client.view.BatchView;
import io.ingestio.testkit.ModelReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person with batches, results and an export, and a document at work, is erased: no service keeps a row or a file. */
class ErasureIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> SCHEMAS = List.of("upload", "orchestration", "extraction", "usage", "export");

    @TempDir
    Path folder;

    @Test
    void noServiceKeepsAnythingOfErasedUser() throws SQLException {
        try (Journey journey = Journey.start(folder, options -> options)) {
            IngestioClient eve = journey.user("eve", "plus");
            IngestioClient bob = journey.user("bob", "plus");
            journey.topUp("eve", 5);
            Submission batch = journey.submit(eve, "eves", 3);
            Submission others = journey.submit(bob, "bobs", 2);
            journey.assertCompleted(eve, batch.id(), 3);
            journey.assertCompleted(bob, others.id(), 2);
            journey.awaitIdle();
            eve.export(batch.id(), "csv");
            bob.export(others.id(), "csv");
            await().atMost(PATIENCE)
                    .until(() -> journey.count("select count(*) from export.exports where status = 'completed'") == 2);
            journey.model().onDocument("slow-0.", ModelReply.hang());
            journey.submit(eve, "slow", 1);
            await().atMost(PATIENCE)
                    .until(() ->
                            journey.count("select count(*) from extraction.extraction_jobs where status = 'processing'")
                                    == 1);
            Map<String, Long> ofBob = rowsOf(journey, "bob");
            long filesOfBob = filesOf(journey, "bob");
            long used = journey.count("select sum(used_change) from usage.ledger");
            assertThat(rowsOf(journey, "eve")).hasSizeGreaterThan(8);
            assertThat(filesOf(journey, "eve")).isPositive();

            journey.erase("eve");

            await().atMost(PATIENCE).until(() -> {
                for (String schema : SCHEMAS) {
                    nextPass(journey, schema);
                }
                return rowsOf(journey, "eve").isEmpty();
            });
            assertThat(filesOf(journey, "eve")).isZero();
            assertThat(rowsOf(journey, "bob")).isEqualTo(ofBob);
            assertThat(filesOf(journey, "bob")).isEqualTo(filesOfBob).isPositive();
            assertThat(journey.count("select sum(used_change) from usage.ledger"))
                    .isEqualTo(used);
            assertThat(journey.count(
                            "select count(*) from usage.accounts where user_id like 'erased-%'" + " and used = 3"))
                    .isEqualTo(1);
            BatchView kept = bob.batch(others.id());
            assertThat(kept.completedCount()).isEqualTo(2);
        }
    }

    /** How many rows each table with a column {@code user_id} has of a user; who is being erased must be known meanwhile. */
    private static Map<String, Long> rowsOf(Journey journey, String user) throws SQLException {
        Map<String, Long> found = new LinkedHashMap<>();
        for (String table : tables(journey)) {
            long rows = journey.count("select count(*) from " + table + " where user_id = '" + user + "'");
            if (rows > 0) {
                found.put(table, rows);
            }
        }
        return found;
    }

    /** Submitted files, exports, and results of jobs that are another user's. */
    private long filesOf(Journey journey, String user) {
        String others = "select count(*) from extraction.extraction_jobs where user_id <> '" + user + "' and id = '%s'";
        try (Stream<Path> files = Files.walk(folder.resolve("home").resolve("s3"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.toString().replace(file.getFileSystem().getSeparator(), "/"))
                    .filter(file -> file.contains("/batches/" + user + "/")
                            || file.contains("/exports/" + user + "/")
                            || file.contains("/results/")
                                    && journey.count(others.formatted(file.replaceFirst(".*/results/([^/]+)/.*", "$1")))
                                            == 0)
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> tables(Journey journey) throws SQLException {
        try (Connection database = journey.system().postgres().asSuperuser().getConnection();
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select string_agg(table_schema || '.' || table_name, ',' order by 1)
                        from information_schema.columns
                        where column_name = 'user_id' and table_name <> 'erasures'
                          and table_schema in ('upload', 'orchestration', 'extraction', 'usage', 'export')
                        """)) {
            rows.next();
            return List.of(rows.getString(1).split(","));
        }
    }

    private static void nextPass(Journey journey, String schema) throws SQLException {
        try (Connection database = journey.system().postgres().asSuperuser().getConnection();
                Statement statement = database.createStatement()) {
            statement.execute("update " + schema + ".erasures set next_pass_at = now()");
        }
    }
}
