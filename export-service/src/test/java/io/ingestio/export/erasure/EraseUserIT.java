package io.ingestio.export.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.UsageEvent.UserErased;
import io.ingestio.export.RunningExports;
import io.ingestio.objectstore.ObjectMissing;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.testkit.RealParts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Erasing a person leaves neither rows nor files. */
class EraseUserIT extends RunningExports {

    /** Other tests erase users, too. */
    private static final String APPLIED = "select count(*) from export.inbox where consumer like '%usage%'";

    @Autowired
    ObjectStore store;

    @Test
    void deletesRowsAndFilesOfErasedUser() throws Exception {
        twoInvoicesAndAFailure();
        String id = create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch));
        completedExport(id);
        String key = "exports/" + user + "/" + id + "-1.csv";
        assertThat(exists(key)).isTrue();
        assertThat(rows()).isEqualTo(5); // two documents, a batch, an export, why one failed

        publish(new UserErased(user, Instant.now()));

        await().atMost(PATIENCE).until(() -> rows() == 0);
        assertThat(exists(key)).isFalse();
        assertThat(get("/exports/" + id).statusCode()).isEqualTo(404);
    }

    /** Such as that of an attempt whose builder died. */
    @Test
    void deletesFilesThatNoRowNames() throws Exception {
        String orphan = "exports/" + user + "/" + UUID.randomUUID() + "-1.csv";
        String neighbours = "exports/" + user + "-2/" + UUID.randomUUID() + "-1.csv";
        for (String key : List.of(orphan, neighbours)) {
            store.put(key, new byte[] {1}, "text/csv").block(PATIENCE);
        }

        publish(new UserErased(user, Instant.now()));

        await().atMost(PATIENCE).until(() -> !exists(orphan));
        assertThat(exists(neighbours)).isTrue();
    }

    @Test
    void keepsRowsOfOtherUsers() throws Exception {
        twoInvoicesAndAFailure();
        await().atMost(PATIENCE).until(() -> rows() == 4); // the end of the batch comes on a topic of its own
        long before = number(APPLIED);
        UserErased other = new UserErased("other-" + user, Instant.now());

        publish(other, new UserErased("another-" + user, Instant.now()));

        await().atMost(PATIENCE).until(() -> number(APPLIED) >= before + 2);
        assertThat(rows()).isEqualTo(4);
    }

    @Test
    void lateEventsOfErasedUserLeaveNothing() throws Exception {
        publish(new UserErased(user, Instant.now()));
        await().atMost(PATIENCE)
                .until(() -> number(
                                "select count(*) from export.erasures where next_pass_at < now() + interval '61 seconds' and next_pass_at > now() and user_id = '"
                                        + user + "'")
                        == 1);

        twoInvoicesAndAFailure();
        await().atMost(PATIENCE).until(() -> rows() == 4); // the end of the batch comes on a topic of its own
        change("update export.erasures set next_pass_at = now() where user_id = '" + user + "'");

        await().atMost(PATIENCE).until(() -> rows() == 0);
    }

    private long rows() throws SQLException {
        return number("""
                select (select count(*) from export.exports where user_id = '%1$s')
                     + (select count(*) from export.extracted_data where user_id = '%1$s')
                     + (select count(*) from export.batch_ends where user_id = '%1$s')
                     + (select count(*) from export.submitted_documents where user_id = '%1$s')
                     + (select count(*) from export.export_templates where user_id = '%1$s')
                """.formatted(user));
    }

    private static long number(String query) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void change(String statement) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private boolean exists(String key) {
        return Boolean.TRUE.equals(store.info(key)
                .hasElement()
                .onErrorReturn(ObjectMissing.class, false)
                .block(PATIENCE));
    }
}
