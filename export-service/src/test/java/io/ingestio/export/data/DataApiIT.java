package io.ingestio.export.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.export.RunningExports;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Extracted data over HTTP. */
class DataApiIT extends RunningExports {

    @Test
    void showsWhatWasExtractedInEachVersion() throws Exception {
        publish(
                completed(bolts, 1, "bolts.pdf", invoice("1", "bolt")),
                completed(bolts, 2, "bolts.pdf", invoice("2", "nut")));
        await().atMost(PATIENCE)
                .until(() -> get("/documents/" + bolts + "/data?version=2").statusCode() == 200);

        HttpResponse<String> newest = get("/documents/" + bolts + "/data");
        JsonNode body = JSON.readTree(newest.body());
        assertThat(body.get("version").asInt()).isEqualTo(2);
        assertThat(body.at("/data/number").asString()).isEqualTo("2");
        assertThat(body.get("warnings").get(0).asString()).isEqualTo("look twice");
        assertThat(List.copyOf(body.get("data").propertyNames())).containsExactly("number", "total", "date", "items");
        assertThat(JSON.readTree(get("/documents/" + bolts + "/data?version=1").body())
                        .at("/data/number")
                        .asString())
                .isEqualTo("1");
        assertThat(get("/documents/" + bolts + "/data?version=3").statusCode()).isEqualTo(404);

        String etag = newest.headers().firstValue("ETag").orElseThrow();
        assertThat(send(request("/documents/" + bolts + "/data", user).header("If-None-Match", etag))
                        .statusCode())
                .isEqualTo(304);
        assertThat(send(request("/documents/" + bolts + "/data", "mallory")).statusCode())
                .isEqualTo(404);
        assertThat(send(request("/documents/" + failed + "/data", user)).statusCode())
                .isEqualTo(404);
    }
}
