package io.ingestio.export.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.export.RunningExports;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TemplateApiIT extends RunningExports {

    private static final String BOOKS = "{\"name\":\"books\",\"columns\":[{\"field\":\"total\",\"name\":\"Sum\"}]}";

    @Test
    void isKeptReplacedAndDeleted() throws Exception {
        HttpResponse<String> created = post(BOOKS);
        String path =
                "/export-templates/" + JSON.readTree(created.body()).get("id").asString();

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).hasValue("/api/v1" + path);
        assertThat(JSON.readTree(get(path).body()).at("/columns/0/name").asString())
                .isEqualTo("Sum");

        HttpResponse<String> replaced =
                send(request(path, user).PUT(BodyPublishers.ofString(BOOKS.replace("Sum", "Total"))));
        assertThat(JSON.readTree(replaced.body()).at("/columns/0/name").asString())
                .isEqualTo("Total");
        assertThat(JSON.readTree(get("/export-templates").body()).get("items")).hasSize(1);

        assertThat(send(request(path, user).DELETE()).statusCode()).isEqualTo(204);
        assertThat(get(path).statusCode()).isEqualTo(404);
        assertThat(send(request(path, user).DELETE()).statusCode()).isEqualTo(404);
    }

    @Test
    void isNotSeenByOthers() throws Exception {
        String path = "/export-templates/"
                + JSON.readTree(post(BOOKS).body()).get("id").asString();

        assertThat(send(request(path, "mallory")).statusCode()).isEqualTo(404);
        assertThat(send(request(path, "mallory").PUT(BodyPublishers.ofString(BOOKS)))
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(request(path, "mallory").DELETE()).statusCode()).isEqualTo(404);
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void rejectsWhatIsNoTemplate() throws Exception {
        String columns = "[" + String.join(",", Collections.nCopies(501, "{\"field\":\"a\"}")) + "]";

        for (String body : new String[] {
            "{}",
            "{\"name\":\"a\"}",
            "{\"name\":\" \",\"columns\":[{\"field\":\"a\"}]}",
            "{\"name\":\"a\",\"columns\":[null]}",
            "{\"name\":\"a\",\"columns\":" + columns + "}"
        }) {
            HttpResponse<String> answer = post(body);
            assertThat(answer.statusCode()).as(body).isEqualTo(422);
            assertThat(JSON.readTree(answer.body()).get("code").asString()).isEqualTo("invalid_request");
        }
    }

    @Test
    void aUserHasFiftyAtMost() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(post(BOOKS).statusCode()).isEqualTo(201);
        }

        JsonNode refused = JSON.readTree(post(BOOKS).body());

        assertThat(refused.get("code").asString()).isEqualTo("too_many_export_templates");
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(request("/export-templates", user).POST(BodyPublishers.ofString(body)));
    }
}
