package io.ingestio.export.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.export.RunningReviews;
import io.ingestio.export.tree.TreeThreads;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

/** The list of versions and their differences over HTTP. */
class VersionsIT extends RunningReviews {

    @Autowired
    TreeThreads threads;

    @BeforeEach
    void extractAndEdit() throws Exception {
        publish(completed(bolts, 1, "bolts.pdf", invoice("1", "bolt")));
        await().atMost(PATIENCE).until(() -> isServed(bolts));
        for (String value : new String[] {"\"2\"", "\"3\""}) {
            patch(bolts, etag(get("/documents/" + bolts + "/data")), replace("/number", value));
        }
    }

    @Test
    void listSaysWhoMadeWhatFromWhich() throws Exception {
        call("POST", "/documents/" + bolts + "/confirm", null);
        HttpResponse<String> first = get("/documents/" + bolts + "/data/versions?limit=2");
        assertThat(names(first)).containsExactly("1.2", "1.1");
        JsonNode page = JSON.readTree(first.body());
        assertThat(page.at("/items/0/by").asString()).isEqualTo(user);
        assertThat(page.at("/items/0/basedOn").asString()).isEqualTo("1.1");
        assertThat(page.at("/items/0/current").asBoolean()).isTrue();
        assertThat(page.at("/items/0/confirmed").asBoolean()).isTrue();
        assertThat(page.at("/items/1/confirmed").asBoolean()).isFalse();

        HttpResponse<String> rest = get("/documents/" + bolts + "/data/versions?limit=2&cursor="
                + page.path("nextCursor").asString());
        assertThat(names(rest)).containsExactly("1");
        assertThat(JSON.readTree(rest.body()).at("/items/0/by").isNull()).isTrue();
        assertThat(send(request("/documents/" + bolts + "/data/versions", "mallory"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void differencesAreFieldByField() throws Exception {
        JsonNode diff = JSON.readTree(
                get("/documents/" + bolts + "/data/versions/1/diff/1.2").body());

        assertThat(diff.path("from").asString()).isEqualTo("1");
        assertThat(diff.path("to").asString()).isEqualTo("1.2");
        assertThat(diff.path("changes").size()).isEqualTo(1);
        assertThat(diff.at("/changes/0/kind").asString()).isEqualTo("changed");
        assertThat(diff.at("/changes/0/pointer").asString()).isEqualTo("/number");
        assertThat(diff.at("/changes/0/before").asString()).isEqualTo("1");
        assertThat(diff.at("/changes/0/after").asString()).isEqualTo("3");
        assertThat(get("/documents/" + bolts + "/data/versions/1/diff/9").statusCode())
                .isEqualTo(404);
        assertProblem(get("/documents/" + bolts + "/data/versions/1/diff/1.01"), 400, "invalid_request");
    }

    @Test
    void comparisonsOfAUserAreFew() throws Exception {
        Sinks.One<Integer> end = Sinks.one();
        List<CompletableFuture<Integer>> eight = IntStream.range(0, 8)
                .mapToObj(i -> threads.inTurn(user, end.asMono()).toFuture())
                .toList();

        HttpResponse<String> refused = get("/documents/" + bolts + "/data/versions/1/diff/1.2");
        end.tryEmitValue(1);
        eight.forEach(CompletableFuture::join);

        assertProblem(refused, 429, "rate_limited");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(get("/documents/" + bolts + "/data/versions/1/diff/1.2").statusCode())
                .isEqualTo(200);
    }

    /** Exports have the current version. */
    @Test
    void exportContainsTheEdit() throws Exception {
        String id = create("{\"documentIds\":[\"%s\"],\"format\":\"csv\"}".formatted(bolts));
        completedExport(id);

        assertThat(get("/exports/" + id + "/file").body()).contains("bolts.pdf," + bolts + ",invoice,3,");
    }
}
