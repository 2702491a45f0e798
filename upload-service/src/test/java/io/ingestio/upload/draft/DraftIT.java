package io.ingestio.upload.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.contracts.OrchestrationEvent.BatchCancelRequested;
import io.ingestio.contracts.OrchestrationEvent.BatchDeleted;
import io.ingestio.erasure.Erasures;
import io.ingestio.messaging.inbox.EventListener;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.testkit.SampleFiles;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A batch whose files come one by one: opened, filled, submitted or given up. */
class DraftIT extends RunningDrafts {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Autowired
    EventListener<OrchestrationEvent> listener;

    @Autowired
    ObjectStore store;

    @Autowired
    Erasures erasures;

    private final byte[] pdf = SampleFiles.pdf(2);

    @Test
    void submitsWhatWasPut() {
        JsonNode draft = draft(pdf.length, 10);
        assertThat(draft.path("status").asString()).isEqualTo("pending_upload");
        Answered put = put(draft, 0, pdf);
        Answered rejected = put(draft, 1, SampleFiles.text());

        assertThat(put.status()).isEqualTo(200);
        assertThat(put.body().path("pages").asInt()).isEqualTo(2);
        assertThat(rejected.status()).isEqualTo(422);
        assertThat(rejected.code()).isEqualTo("unsupported_file_type");
        assertThat(look(draft).at("/documents/0/state").asString()).isEqualTo("received");
        assertThat(look(draft).at("/documents/1/code").asString()).isEqualTo("unsupported_file_type");

        Answered answer = submitDraft(draft, "");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("id")).isEqualTo(draft.path("id"));
        assertThat(answer.body().at("/documents/0/id")).isEqualTo(draft.at("/documents/0/id"));
        assertThat(answer.rejectedCodes()).containsExactly("unsupported_file_type");
        assertThat(answer.body().path("totalPages").asInt()).isEqualTo(2);
        assertThat(USAGE.admissions()).isEqualTo(1);
        assertThat(eventTypesOf(draft.path("id").asString()))
                .containsExactly(
                        "batch.drafted",
                        "batch.created",
                        "document.uploaded",
                        "document.rejected",
                        "analytics.batch-created");
        await().atMost(PATIENCE).until(() -> objects() == 1);
    }

    /** A user who opens and gives up drafts meets the rate; one draft that was opened is submitted whatever the rate is then. */
    @Test
    void openingCountsAgainstTheRate() {
        JsonNode draft = draft(pdf.length);
        assertThat(USAGE.admissions()).isEqualTo(1);
        put(draft, 0, pdf);
        USAGE.refuses("rate_limited", 30);

        assertThat(open(10).code()).isEqualTo("rate_limited");
        assertThat(submitDraft(draft, "").status()).isEqualTo(202);
        USAGE.refuses("quota_exhausted");
        assertThat(open(10).status()).isEqualTo(402);
    }

    @Test
    void submitsOnce() {
        byte[] cut = SampleFiles.cutOff(pdf);
        JsonNode draft = draft(cut.length);
        assertThat(put(draft, 0, cut).body().path("damaged").asBoolean()).isTrue();
        Answered first = submitDraft(draft, "", "Idempotency-Key", "key-of-" + user);
        assertThat(first.body().at("/warnings/0/code").asString()).isEqualTo("damaged_file");

        Answered again = submitDraft(draft, "");
        Answered withKey = submitDraft(draft, "", "Idempotency-Key", "key-of-" + user);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(withKey.body()).isEqualTo(first.body());
        assertThat(count("select count(*) from batches where user_id = '" + user + "'"))
                .isEqualTo(1);
        assertThat(USAGE.admissions()).isEqualTo(1);
        assertThat(put(draft, 0, pdf).code()).isEqualTo("already_submitted");
        assertThat(patch(draft, 0, 0, pdf).code()).isEqualTo("already_submitted");
        assertThat(call("DELETE", content(draft, 0).replace("/content", ""), "").code())
                .isEqualTo("already_submitted");
    }

    @Test
    void missingFilesAreNamed() {
        JsonNode draft = draft(pdf.length, 1000);
        put(draft, 0, pdf);
        Answered refused = submitDraft(draft, "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("files_missing");
        assertThat(refused.body().at("/missing/0")).isEqualTo(draft.at("/documents/1/id"));
        assertThat(refused.body().path("missing").size()).isEqualTo(1);

        Answered answer = submitDraft(draft, "{\"withoutMissing\":true}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("documents").size()).isEqualTo(1);
        assertThat(answer.body().path("rejected").size()).isZero();
    }

    @Test
    void leavesAFileOut() {
        JsonNode draft = draft(pdf.length, pdf.length);
        put(draft, 0, pdf);
        put(draft, 1, pdf);

        assertThat(call("DELETE", content(draft, 0).replace("/content", ""), "").status())
                .isEqualTo(204);

        assertThat(look(draft).path("documents").size()).isEqualTo(1);
        Answered answer = submitDraft(draft, "");
        assertThat(answer.body().at("/documents/0/id")).isEqualTo(draft.at("/documents/1/id"));
        assertThat(answer.body().at("/documents/0/position").asInt()).isZero();
        await().atMost(PATIENCE).until(() -> objects() == 1);
    }

    @Test
    void anotherPutReplacesTheFile() {
        JsonNode draft = draft(pdf.length);
        put(draft, 0, SampleFiles.text());
        put(draft, 0, pdf);
        put(draft, 0, SampleFiles.pdf(5));

        assertThat(submitDraft(draft, "").body().path("totalPages").asInt()).isEqualTo(5);
        await().atMost(PATIENCE).until(() -> objects() == 1);
    }

    @Test
    void formsAndPartsAreNoFiles() {
        JsonNode draft = draft(pdf.length);
        for (String form : List.of("multipart/form-data; boundary=x", "application/x-www-form-urlencoded")) {
            assertThat(call("PUT", content(draft, 0), pdf, "Content-Type", form).status())
                    .isEqualTo(415);
        }
        assertThat(call(
                                "PUT",
                                content(draft, 0),
                                pdf,
                                "Content-Type",
                                "application/pdf",
                                "Content-Range",
                                "bytes 0-9/99")
                        .status())
                .isEqualTo(400);
        assertThat(look(draft).at("/documents/0/state").asString()).isEqualTo("expected");
    }

    @Test
    void emptyFileIsRejectedAtOnce() {
        assertThat(draft(0, 10).at("/documents/0/code").asString()).isEqualTo("empty_file");
    }

    @Test
    void allRejectedIsAnErrorAndAFailedBatch() {
        JsonNode draft = draft(10, 999_999_999);
        assertThat(draft.at("/documents/1/code").asString()).isEqualTo("file_too_large");
        put(draft, 0, SampleFiles.text());

        Answered answer = submitDraft(draft, "");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("all_files_rejected");
        assertThat(answer.rejectedCodes()).containsExactly("unsupported_file_type", "file_too_large");
        assertThat(submitDraft(draft, "").body().path("batchId")).isEqualTo(draft.path("id"));
    }

    @Test
    void cancelDiscardsAnOpenDraftOnly() {
        JsonNode open = draft(pdf.length, 100);
        put(open, 0, pdf);
        patch(open, 1, 0, new byte[40]);
        JsonNode submitted = draft(pdf.length);
        put(submitted, 0, pdf);
        submitDraft(submitted, "");
        await().atMost(PATIENCE).until(() -> objects() == 3);

        receive(new BatchCancelRequested(id(open), user, Instant.now()));
        receive(new BatchCancelRequested(id(submitted), user, Instant.now()));

        assertThat(head(open, 0).status()).isEqualTo(404);
        assertThat(eventTypesOf(open.path("id").asString())).containsExactly("batch.drafted", "batch.discarded");
        assertThat(eventTypesOf(submitted.path("id").asString())).doesNotContain("batch.discarded");
        await().atMost(PATIENCE).until(() -> objects() == 1);
    }

    @Test
    void deletedDraftLeavesNothing() {
        JsonNode draft = draft(pdf.length);
        put(draft, 0, pdf);

        receive(new BatchDeleted(id(draft), user, Instant.now()));

        assertThat(rowsOfDrafts()).isZero();
        await().atMost(PATIENCE).until(() -> objects() == 0);
    }

    @Test
    void expiredDraftLeavesNothing() {
        JsonNode draft = draft(pdf.length, 100);
        put(draft, 0, pdf);
        patch(draft, 1, 0, new byte[40]);

        tenancy.asService(sql.sql("update drafts set expires_at = now() where id = '%s'".formatted(id(draft)))
                        .then())
                .block(PATIENCE);

        await().atMost(PATIENCE).until(() -> rowsOfDrafts() == 0);
        await().atMost(PATIENCE).until(() -> objects() == 0);
        assertThat(eventTypesOf(draft.path("id").asString())).endsWith("batch.discarded");
        assertThat(submitDraft(draft, "").status()).isEqualTo(404);
    }

    @Test
    void erasedUserLeavesNothing() {
        JsonNode draft = draft(pdf.length, 100);
        put(draft, 0, pdf);
        patch(draft, 1, 0, new byte[40]);

        tenancy.asService(erasures.request(user)).block(PATIENCE);

        await().atMost(PATIENCE).until(() -> rowsOfDrafts() == 0 && objects() == 0);
    }

    @Test
    void refusedSubmissionStaysADraft() {
        JsonNode draft = draft(pdf.length);
        put(draft, 0, pdf);
        USAGE.refuses("quota_exhausted");
        assertThat(submitDraft(draft, "").status()).isEqualTo(402);
        USAGE.admits();

        assertThat(submitDraft(draft, "").status()).isEqualTo(202);
    }

    private void receive(OrchestrationEvent event) {
        tenancy.asService(listener.onAll(List.of(event))).block(PATIENCE);
    }

    private static UUID id(JsonNode draft) {
        return UUID.fromString(draft.path("id").asString());
    }

    private long rowsOfDrafts() {
        return count("""
                select (select count(*) from drafts where user_id = '%1$s')
                     + (select count(*) from draft_files where user_id = '%1$s')
                     + (select count(*) from draft_parts where user_id = '%1$s')
                """.formatted(user));
    }

    /** Of the user, in the store, that are not about to be deleted for the second time. */
    private long objects() {
        String prefix = "batches/" + URLEncoder.encode(user, StandardCharsets.UTF_8) + "/";
        List<String> named = tenancy.statementAsService(sql.sql("""
                                select object_key from documents where user_id = :user and object_key is not null
                                union select object_key from draft_files where user_id = :user and object_key is not null
                                union select object_key from draft_parts where user_id = :user
                                union select object_key from object_intents where user_id = :user
                                """)
                        .bind("user", user)
                        .mapValue(String.class)
                        .all()
                        .collectList())
                .block(PATIENCE);
        assertThat(named).allMatch(key -> key.startsWith(prefix));
        return named.stream()
                .filter(key -> Boolean.TRUE.equals(
                        store.info(key).hasElement().onErrorReturn(false).block(PATIENCE)))
                .count();
    }
}
