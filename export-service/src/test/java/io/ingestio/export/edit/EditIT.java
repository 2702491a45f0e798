package io.ingestio.export.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.ReviewEvent;
import io.ingestio.export.RunningReviews;
import io.ingestio.testkit.RealParts;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Edits over HTTP, on real tables. */
class EditIT extends RunningReviews {

    @BeforeEach
    void extract() throws Exception {
        publish(completed(bolts, 1, "bolts.pdf", invoice("1", "bolt")));
        await().atMost(PATIENCE).until(() -> isServed(bolts));
    }

    @Test
    void editIsANewVersionWithItsEditor() throws Exception {
        HttpResponse<String> before = get("/documents/" + bolts + "/data");
        HttpResponse<String> edited = patch(bolts, etag(before), """
                [{"op":"replace","path":"/total","value":671.60},{"op":"remove","path":"/items/0"},
                 {"op":"add","path":"/items/-","value":{"name":"cog","qty":7}}]""");

        assertThat(edited.statusCode()).as(edited.body()).isEqualTo(200);
        assertThat(edited.body()).contains("\"data\":{\"number\":\"1\",\"total\":671.60,\"date\"");
        JsonNode view = JSON.readTree(edited.body());
        assertThat(view.path("version").asInt()).isEqualTo(1);
        assertThat(view.path("edit").asInt()).isEqualTo(1);
        assertThat(view.path("editedBy").asString()).isEqualTo(user);
        assertThat(view.path("basedOn").asString()).isEqualTo("1");
        assertThat(List.copyOf(view.path("verified").propertyNames()))
                .containsExactlyInAnyOrder("/total", "/items/1/name", "/items/1/qty");
        HttpResponse<String> newest = get("/documents/" + bolts + "/data");
        assertThat(newest.body()).isEqualTo(edited.body());
        assertThat(etag(newest)).isEqualTo(etag(edited)).isNotEqualTo(etag(before));
        assertThat(JSON.readTree(get("/documents/" + bolts + "/data?version=1&edit=0")
                                .body())
                        .at("/data/total")
                        .asString())
                .isEqualTo("12.5");
        assertThat(JSON.readTree(get("/documents/" + bolts + "/data?version=1").body())
                        .path("edit")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void editsOfARunAreBounded() throws Exception {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("""
                    insert into export.extracted_data
                        (document_id, run, edit, batch_id, user_id, filename, document_type, pages, prompt, model, data, warnings,
                         completed_at, edited_by, edited_at, based_on_run, based_on_edit, verified, summary)
                    select document_id, run, 1000, batch_id, user_id, filename, document_type, pages, prompt, model, data, warnings,
                           completed_at, user_id, now(), run, 0, '{}', '{}'
                    from export.extracted_data where document_id = '%s'
                    """.formatted(bolts));
        }

        HttpResponse<String> refused =
                patch(bolts, etag(get("/documents/" + bolts + "/data")), replace("/number", "\"11\""));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("\"too_many_edits\"");
    }

    @Test
    void secondOfTwoReviewersGetsTheFirstOnesChanges() throws Exception {
        String seen = etag(get("/documents/" + bolts + "/data"));
        HttpResponse<String> first = patch(bolts, seen, replace("/number", "\"11\""));
        HttpResponse<String> second = patch(bolts, seen, replace("/number", "\"12\""));

        assertThat(first.statusCode()).isEqualTo(200);
        assertProblem(second, 412, "version_changed");
        JsonNode problem = JSON.readTree(second.body());
        assertThat(problem.path("version").asInt()).isEqualTo(1);
        assertThat(problem.path("edit").asInt()).isEqualTo(1);
        assertThat(problem.path("editedBy").asString()).isEqualTo(user);
        assertThat(problem.at("/changes/0/pointer").asString()).isEqualTo("/number");
        assertThat(problem.at("/changes/0/before").asString()).isEqualTo("1");
        assertThat(problem.at("/changes/0/after").asString()).isEqualTo("11");
        assertThat(patch(bolts, problem.path("etag").asString(), replace("/number", "\"12\""))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void ofEditsAtTheSameTimeOneIsMade() throws Exception {
        String seen = etag(get("/documents/" + bolts + "/data"));
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 8)
                .mapToObj(i -> HTTP.sendAsync(
                                patching(bolts, seen, replace("/number", "\"" + i + "\""))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .thenApply(HttpResponse::statusCode))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join))
                .containsOnlyOnce(200)
                .containsOnly(200, 412);
        assertThat(count("select count(*) from extracted_data where document_id = '" + bolts + "'"))
                .isEqualTo(2);
    }

    @Test
    void refusesWithoutOrWithAForeignPrecondition() throws Exception {
        assertProblem(patch(bolts, null, replace("/number", "\"2\"")), 428, "if_match_required");
        for (String tag : List.of("*", "\"x\"", "\"" + bolts + "\"", "\"" + nuts + "-1.0-0-1.0\"")) {
            assertProblem(patch(bolts, tag, replace("/number", "\"2\"")), 412, "version_changed");
        }
        assertThat(send(patching(bolts, "\"x\"", "[]").setHeader("Content-Type", "application/json"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(patch(nuts, "\"x\"", replace("/number", "\"2\"")).statusCode())
                .isEqualTo(404);
        assertThat(send(as("mallory", bolts, etag(get("/documents/" + bolts + "/data")), replace("/number", "\"2\"")))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void wrongEditsAreRefusedWithTheirPlace() throws Exception {
        String seen = etag(get("/documents/" + bolts + "/data"));

        HttpResponse<String> mismatch = patch(bolts, seen, replace("/total", "\"12,50\""));
        assertProblem(mismatch, 422, "type_mismatch");
        assertThat(JSON.readTree(mismatch.body()).path("pointer").asString()).isEqualTo("/total");
        assertThat(JSON.readTree(mismatch.body()).path("operation").asInt()).isZero();
        assertProblem(
                patch(bolts, seen, "[{\"op\":\"test\",\"path\":\"/number\",\"value\":\"9\"}]"),
                409,
                "patch_test_failed");
        assertProblem(patch(bolts, seen, "nonsense"), 422, "invalid_patch");
        assertProblem(patch(bolts, seen, "[" + " ".repeat(2_000_000) + "]"), 413, "request_too_large");
        assertThat(count("select count(*) from extracted_data where document_id = '" + bolts + "'"))
                .isEqualTo(1);
    }

    @Test
    void redoKeepsTheEditAndOffersBoth() throws Exception {
        patch(bolts, etag(get("/documents/" + bolts + "/data")), replace("/number", "\"typed\""));
        publish(completed(bolts, 2, "bolts.pdf", invoice("2", "nut")));
        await().atMost(PATIENCE)
                .until(() -> JSON.readTree(get("/documents/" + bolts + "/data").body())
                                .path("version")
                                .asInt()
                        == 2);

        JsonNode redone = JSON.readTree(get("/documents/" + bolts + "/data").body());
        assertThat(redone.path("earlierEdit").asString()).isEqualTo("1.1");
        JsonNode edited =
                JSON.readTree(get("/documents/" + bolts + "/data?version=1").body());
        assertThat(edited.at("/data/number").asString()).isEqualTo("typed");
        assertThat(edited.path("newerRun").asInt()).isEqualTo(2);
        assertThat(edited.path("current").asBoolean()).isFalse();

        HttpResponse<String> restored = restore(bolts, 1, 1, null);
        assertThat(JSON.readTree(restored.body()).path("name").asString()).isEqualTo("2.1");
        JsonNode now = JSON.readTree(get("/documents/" + bolts + "/data").body());
        assertThat(now.at("/data/number").asString()).isEqualTo("typed");
        assertThat(now.path("basedOn").asString()).isEqualTo("1.1");
        assertThat(now.path("verified").has("/number")).isTrue();
        assertThat(names(get("/documents/" + bolts + "/data/versions"))).containsExactly("2.1", "2", "1.1", "1");
    }

    @Test
    void restoredVersionKeepsItsTypeAndWarnings() throws Exception {
        JsonNode first = JSON.readTree(get("/documents/" + bolts + "/data").body());
        publish(completed(bolts, 2, "bolts.pdf", invoice("2", "nut")));
        await().atMost(PATIENCE)
                .until(() -> get("/documents/" + bolts + "/data?version=2").statusCode() == 200);
        asSuperuser("""
                update extracted_data set document_type = 'receipt', prompt = 'other', model = 'other', warnings = '{}'
                where run = 2 and document_id = '%s'
                """.formatted(bolts));

        restore(bolts, 1, 0, null);

        JsonNode restored = JSON.readTree(get("/documents/" + bolts + "/data").body());
        assertThat(restored.path("version").asInt()).isEqualTo(2);
        assertThat(restored.path("edit").asInt()).isEqualTo(1);
        assertThat(first.path("warnings").size()).isEqualTo(1);
        for (String name : List.of("documentType", "prompt", "model", "warnings", "pages", "data")) {
            assertThat(restored.path(name)).as(name).isEqualTo(first.path(name));
        }
    }

    @Test
    void patchThatChangesNothingMakesNoVersion() throws Exception {
        call("POST", "/documents/" + bolts + "/confirm", null);
        HttpResponse<String> before = get("/documents/" + bolts + "/data");

        HttpResponse<String> same = patch(bolts, etag(before), replace("/number", "\"1\""));

        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(same.body()).isEqualTo(before.body()).contains("\"confirmed\":true");
        assertThat(etag(same)).isEqualTo(etag(before));
        assertThat(reviewsOf(bolts)).hasSize(1);
    }

    @Test
    void restoreIsMadeOnceForItsKey() throws Exception {
        patch(bolts, etag(get("/documents/" + bolts + "/data")), replace("/number", "\"2\""));

        HttpResponse<String> first = restore(bolts, 1, 0, "key");
        HttpResponse<String> again = restore(bolts, 1, 0, "key");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body()).contains("\"1.2\"");
        assertThat(restore(bolts, 7, 0, null).statusCode()).isEqualTo(404);
        assertThat(restore(bolts, 1, 2, null).body()).contains("\"1.2\""); // the current one
    }

    @Test
    void editPublishesItsSummary() throws Exception {
        patch(bolts, etag(get("/documents/" + bolts + "/data")), replace("/number", "\"new\""));

        List<ReviewEvent> events = reviewsOf(bolts);
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().toString()).contains("number=new").contains("items=2");
    }

    /** The topic is read again from its start: in another order, twice, and without what was stored before. */
    @Test
    void replayOfTheTopicGivesIdenticalRows() throws Exception {
        patch(bolts, etag(get("/documents/" + bolts + "/data")), replace("/number", "\"2\""));
        var second = completed(bolts, 2, "bolts.pdf", invoice("2", "nut"));
        var third = completed(bolts, 3, "bolts.pdf", invoice("3", "cog"));
        publish(second, third);
        await().atMost(PATIENCE)
                .until(() -> get("/documents/" + bolts + "/data?version=3").statusCode() == 200);
        List<String> before = rows(bolts);
        assertThat(before).hasSize(4);

        asSuperuser("delete from extracted_data where edit = 0 and run > 1 and document_id = '" + bolts + "'");
        publish(third, second, third, second);

        await().atMost(PATIENCE).until(() -> rows(bolts).size() == 4);
        assertThat(rows(bolts)).isEqualTo(before);
    }
}
