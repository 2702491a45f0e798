package io.ingestio.export.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.OrchestrationEvent.DocumentDeleted;
import io.ingestio.contracts.UsageEvent.UserErased;
import io.ingestio.export.RunningReviews;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people correct is kept and counted, and goes with the document or the user. */
class CorrectionsIT extends RunningReviews {

    @BeforeEach
    void correctTwoDocuments() throws Exception {
        publish(
                completed(bolts, 1, "bolts.pdf", invoice("1", "bolt")),
                completed(nuts, 1, "nuts.pdf", invoice("2", "nut")));
        await().atMost(PATIENCE).until(() -> isServed(bolts) && isServed(nuts));
        patch(bolts, etag(get("/documents/" + bolts + "/data")), """
                [{"op":"replace","path":"/items/0/qty","value":9},{"op":"replace","path":"/items/1/qty","value":8},
                 {"op":"replace","path":"/total","value":1.50}]""");
        patch(nuts, etag(get("/documents/" + nuts + "/data")), replace("/items/1/qty", "7"));
        call("POST", "/documents/" + nuts + "/confirm", null);
    }

    @Test
    void summaryNamesTheFieldsThatAreCorrectedMost() throws Exception {
        JsonNode items = JSON.readTree(get("/corrections/summary").body()).path("items");

        assertThat(items.size()).isEqualTo(2);
        assertThat(items.at("/0/field").asString()).isEqualTo("items.qty");
        assertThat(items.at("/0/documentType").asString()).isEqualTo("invoice");
        assertThat(items.at("/0/corrections").asInt()).isEqualTo(3);
        assertThat(items.at("/0/documents").asInt()).isEqualTo(2);
        assertThat(items.at("/0/share").asDouble()).isEqualTo(1.0);
        assertThat(items.at("/1/field").asString()).isEqualTo("total");
        assertThat(items.at("/1/share").asDouble()).isEqualTo(0.5);
        assertThat(JSON.readTree(
                                send(request("/corrections/summary", "mallory")).body())
                        .path("items")
                        .size())
                .isZero();
        assertThat(asSuperuser("select before || '>' || after from corrections where document_id = '" + bolts
                        + "' order by position"))
                .containsExactlyInAnyOrder("2>9", "3>8", "12.5>1.50");
    }

    @Test
    void nothingIsLeftOfADeletedDocument() throws Exception {
        publish(new DocumentDeleted(batch, nuts, user, 1, Instant.now()));

        await().atMost(PATIENCE).until(() -> left("document_id = '" + nuts + "'") == 0);
        assertThat(left("document_id = '" + bolts + "'")).isGreaterThan(0);
        assertThat(get("/documents/" + nuts + "/data").statusCode()).isEqualTo(404);
    }

    @Test
    void nothingIsLeftOfAnErasedUser() throws Exception {
        publish(new UserErased(user, Instant.now()));

        await().atMost(PATIENCE)
                .until(() -> left("user_id = '" + user + "'") == 0
                        && count("select count(*) from reviews where user_id = '" + user + "'") == 0);
    }

    private long left(String where) {
        return count("""
                select (select count(*) from extracted_data where %1$s) + (select count(*) from confirmations where %1$s)
                     + (select count(*) from corrections where %1$s) + (select count(*) from reviews where %1$s)
                """.formatted(where));
    }
}
