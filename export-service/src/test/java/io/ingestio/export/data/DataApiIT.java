package io.ingestio.export.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.export.RunningExports;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;
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

    /** A document is shown as completed as soon as its event is on the topic, which may be before this service applied it. */
    @Test
    void waitsForDataThatAreArriving() throws Exception {
        var stop = Sinks.<Boolean>one();
        var locked = new CountDownLatch(1);
        var listenersBlocked = tenancy.asService(sql.sql("lock table inbox in exclusive mode")
                        .then()
                        .doOnSuccess(done -> locked.countDown())
                        .then(stop.asMono()))
                .toFuture();
        assertThat(locked.await(30, TimeUnit.SECONDS)).isTrue();
        publish(completed(bolts, 1, "bolts.pdf", invoice("1", "bolt")), ended(1, 1));
        await().atMost(PATIENCE).until(this::outboxIsEmpty);

        var data = HTTP.sendAsync(request("/documents/" + bolts + "/data", user).build(), BodyHandlers.ofString());
        var export = HTTP.sendAsync(
                request("/exports", user)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"batchId\":\"" + batch + "\",\"format\":\"csv\"}"))
                        .build(),
                BodyHandlers.ofString());
        await().during(Duration.ofMillis(300)).until(() -> !data.isDone() && !export.isDone());
        stop.tryEmitValue(true);
        listenersBlocked.join();

        assertThat(data.join().statusCode()).isEqualTo(200);
        assertThat(export.join().statusCode()).isEqualTo(202);
    }

    /** The data of the run before are there, and are not what the user is shown. */
    @Test
    void exportWaitsForTheDataOfARedo() throws Exception {
        publish(completed(bolts, 1, "bolts.pdf", invoice("1", "bolt")), ended(1, 1));
        await().atMost(PATIENCE)
                .until(() -> get("/documents/" + bolts + "/data").statusCode() == 200);
        var stop = Sinks.<Boolean>one();
        var locked = new CountDownLatch(1);
        var listenersBlocked = tenancy.asService(sql.sql("lock table inbox in exclusive mode")
                        .then()
                        .doOnSuccess(done -> locked.countDown())
                        .then(stop.asMono()))
                .toFuture();
        assertThat(locked.await(30, TimeUnit.SECONDS)).isTrue();
        publish(completed(bolts, 2, "bolts.pdf", invoice("2", "nut")));
        await().atMost(PATIENCE).until(this::outboxIsEmpty);

        var export = HTTP.sendAsync(
                request("/exports", user)
                        .POST(BodyPublishers.ofString("{\"documentIds\":[\"" + bolts + "\"],\"format\":\"csv\"}"))
                        .build(),
                BodyHandlers.ofString());
        await().during(Duration.ofMillis(300)).until(() -> !export.isDone());
        stop.tryEmitValue(true);
        listenersBlocked.join();

        assertThat(export.join().statusCode()).isEqualTo(202);
        String id = JSON.readTree(export.join().body()).get("id").asString();
        await().atMost(PATIENCE).until(() -> get("/exports/" + id + "/file").statusCode() == 200);
        assertThat(get("/exports/" + id + "/file").body()).contains("nut").doesNotContain("bolt,");
    }

    private boolean outboxIsEmpty() {
        return tenancy.statementAsService(sql.sql("select count(*) from outbox where key = :batch")
                                .bind("batch", batch.toString())
                                .mapValue(Long.class)
                                .one())
                        .block()
                == 0;
    }
}
