package io.ingestio.upload.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.objectstore.InMemoryObjectStore;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.SampleFiles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** An error of COMMIT does not say whether the batch exists: its files stay. */
@Import(CommitFailureIT.RecordingStore.class)
class CommitFailureIT extends RunningUpload {

    private static final List<String> CALLS = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forgetCalls() {
        CALLS.clear();
    }

    @Test
    void keepsFilesWhenCommitFails() throws SQLException {
        execute("""
                create function upload.fail_commit() returns trigger language plpgsql as
                    $$ begin raise exception 'wanted by the test'; end $$;
                create constraint trigger fail_commit after insert on upload.batches deferrable initially deferred
                    for each row when (new.name = 'fails at commit') execute function upload.fail_commit();
                """);
        try {
            Answered answer = submit(
                    Map.of("promptStrategy", "auto", "batchName", "fails at commit"),
                    new File("a.pdf", SampleFiles.pdf(1)));

            assertThat(answer.status()).isEqualTo(503); // an unknown outcome: to be repeated under the same key
            assertThat(CALLS).contains("put").doesNotContain("delete");
        } finally {
            execute("drop function upload.fail_commit() cascade");
        }
    }

    @Test
    void deletesFilesWhenAStatementFails() throws SQLException {
        execute(
                "alter table upload.documents add constraint wanted_by_the_test check (filename <> 'fails.pdf') not valid");
        try {
            Answered answer = submit(Map.of("promptStrategy", "auto"), new File("fails.pdf", SampleFiles.pdf(1)));

            assertThat(answer.status()).isEqualTo(500);
            assertThat(CALLS).containsSubsequence("put", "delete");
        } finally {
            execute("alter table upload.documents drop constraint wanted_by_the_test");
        }
    }

    private static void execute(String statements) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statements);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class RecordingStore {

        @Bean
        ObjectStore recordingStore() {
            var store = new InMemoryObjectStore();
            return (ObjectStore) Proxy.newProxyInstance(
                    ObjectStore.class.getClassLoader(),
                    new Class<?>[] {ObjectStore.class},
                    (proxy, method, arguments) -> {
                        CALLS.add(method.getName());
                        try {
                            return method.invoke(store, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
