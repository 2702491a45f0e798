package io.ingestio.upload.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.objectstore.InMemoryObjectStore;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.SampleFiles;
import io.ingestio.upload.RunningUpload;
import io.ingestio.upload.store.StoreFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;

/** An error of COMMIT does not say whether the batch exists: its files are deleted only if no row names them. */
@Import(CommitFailureIT.RecordingStore.class)
class CommitFailureIT extends RunningUpload {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> CALLS = new CopyOnWriteArrayList<>();

    @Autowired
    StoreFile storeFile;

    @Autowired
    ObjectStore store;

    @BeforeEach
    void forgetCalls() {
        CALLS.clear();
    }

    @Test
    void deletesFilesWhenCommitFailed() throws SQLException {
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
            assertThat(count("select count(*) from batches where name = 'fails at commit'"))
                    .isZero();
            await().atMost(PATIENCE).until(() -> CALLS.containsAll(List.of("put", "delete")));
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
            await().atMost(PATIENCE).until(() -> CALLS.containsAll(List.of("put", "delete")));
        } finally {
            execute("alter table upload.documents drop constraint wanted_by_the_test");
        }
    }

    /** As after a commit whose answer was lost. */
    @Test
    void keepsFilesWhenCommitSucceededUnseen() {
        Answered answer = submit(Map.of("promptStrategy", "auto"), new File("a.pdf", SampleFiles.pdf(1)));
        String key = tenancy.statementAsService(sql.sql("select object_key from documents where id = '%s'"
                                .formatted(answer.body().at("/documents/0/id").asString()))
                        .mapValue(String.class)
                        .one())
                .block(PATIENCE);
        assertThat(key).isNotNull();
        CALLS.clear();

        storeFile.abandon(List.of(String.valueOf(key))).block(PATIENCE);

        assertThat(count("select count(*) from object_intents where object_key = '" + key + "'"))
                .isZero();
        assertThat(store.info(String.valueOf(key)).block(PATIENCE)).isNotNull();
        assertThat(CALLS).doesNotContain("delete");
    }

    /** The store wrote the object, and its answer was lost. */
    @Test
    void deletesAFileWhoseStorageFailedUnseen() {
        user = "answer-lost";
        Answered answer = submit(
                Map.of("promptStrategy", "auto"),
                new File("good.pdf", SampleFiles.pdf(1)),
                new File("answer-lost.pdf", SampleFiles.pdf(1)));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(count("select count(*) from batches where user_id = 'answer-lost'"))
                .isZero();
        await().atMost(PATIENCE)
                .until(() -> count("select count(*) from object_intents where user_id = 'answer-lost'"
                                + " and deleted_at is not null")
                        == 2);
        assertThat(store.deleteUnder("batches/answer-lost/", 10).block(PATIENCE))
                .isZero();
    }

    /** A submission that took so long that its objects are being deleted may not name them any more. */
    @Test
    void namesNoObjectThatWasGivenUp() throws SQLException {
        execute("""
                create function upload.give_up() returns trigger language plpgsql as
                    $$ begin new.abandoned_at := now(); return new; end $$;
                create trigger give_up before insert on upload.object_intents
                    for each row when (new.user_id = 'too-late') execute function upload.give_up();
                """);
        user = "too-late";
        try {
            assertThat(submit(Map.of("promptStrategy", "auto"), new File("a.pdf", SampleFiles.pdf(1)))
                            .status())
                    .isEqualTo(503);
            assertThat(count("select count(*) from documents where user_id = 'too-late'"))
                    .isZero();
        } finally {
            execute("drop function upload.give_up() cascade");
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
                            Object done = method.invoke(store, arguments);
                            return method.getName().equals("put")
                                            && arguments[0].toString().endsWith("answer-lost.pdf")
                                    ? ((Mono<?>) done).then(Mono.error(new TimeoutException("as the test wants")))
                                    : done;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
