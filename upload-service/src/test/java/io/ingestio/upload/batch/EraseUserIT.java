package io.ingestio.upload.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.erasure.Erasures;
import io.ingestio.objectstore.ObjectMissing;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.SampleFiles;
import io.ingestio.upload.RunningUpload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Erasing a person leaves neither rows nor submitted files, and those of others. */
class EraseUserIT extends RunningUpload {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String eve = "eve.*/" + UUID.randomUUID();
    private final String bob = "bob-" + UUID.randomUUID();

    @TempDir
    Path folder;

    @Autowired
    Erasures erasures;

    @Autowired
    ObjectStore store;

    @Test
    void deletesRowsAndFilesOfErasedUser() {
        submitAs(eve);
        submitAs(bob);
        List<String> files = filesOf(eve);
        String orphan = files.getFirst() + "-of-a-submission-that-failed";
        store.put(orphan, SampleFiles.write(folder, "f", SampleFiles.pdf(1)), "application/pdf")
                .block(PATIENCE);
        assertThat(rowsOf(eve)).isEqualTo(6); // a batch, three documents, a key, a prompt

        erase(eve);

        await().atMost(PATIENCE).until(() -> rowsOf(eve) == 0);
        assertThat(files).hasSize(2).noneMatch(this::exists);
        assertThat(exists(orphan)).isFalse();
        assertThat(rowsOf(bob)).isEqualTo(6);
        assertThat(filesOf(bob)).hasSize(2).allMatch(this::exists);
    }

    @Test
    void submissionAfterTheErasureLeavesNothing() {
        erase(eve);
        await().atMost(PATIENCE)
                .until(() -> count(
                                "select count(*) from erasures where next_pass_at < now() + interval '61 seconds' and next_pass_at > now() and user_id = '"
                                        + eve + "'")
                        == 1);
        submitAs(eve);
        List<String> files = filesOf(eve);

        tenancy.asService(sql.sql("update erasures set next_pass_at = now() where user_id = '" + eve + "'")
                        .then())
                .block(PATIENCE);

        await().atMost(PATIENCE).until(() -> rowsOf(eve) == 0);
        assertThat(files).hasSize(2).noneMatch(this::exists);
    }

    private void submitAs(String name) {
        user = name;
        Answered answer = submit(
                UUID.randomUUID().toString(),
                Map.of("promptStrategy", "auto"),
                new File("a.pdf", SampleFiles.pdf(1)),
                new File("b.pdf", SampleFiles.pdf(1)),
                new File("bad.pdf", SampleFiles.text()));
        assertThat(answer.status()).isEqualTo(201);
        client(RealParts.keys().token(user, Set.of()))
                .post()
                .uri("/api/v1/prompts")
                .bodyValue(Map.of("name", "totals", "prompt", "the total"))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    private void erase(String name) {
        tenancy.asService(erasures.request(name)).block(PATIENCE);
    }

    private long rowsOf(String name) {
        return count("""
                select (select count(*) from batches where user_id = '%1$s')
                     + (select count(*) from documents where user_id = '%1$s')
                     + (select count(*) from idempotency_keys where user_id = '%1$s')
                     + (select count(*) from saved_prompts where user_id = '%1$s')
                """.formatted(name));
    }

    private List<String> filesOf(String name) {
        return tenancy.statementAsService(
                        sql.sql("select object_key from documents where object_key is not null and user_id = :user")
                                .bind("user", name)
                                .mapValue(String.class)
                                .all()
                                .collectList())
                .block(PATIENCE);
    }

    private boolean exists(String key) {
        return Boolean.TRUE.equals(store.info(key)
                .hasElement()
                .onErrorReturn(ObjectMissing.class, false)
                .block(PATIENCE));
    }
}
