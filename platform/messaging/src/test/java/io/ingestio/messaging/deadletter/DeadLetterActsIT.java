package io.ingestio.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What administrators do with dead letters. */
class DeadLetterActsIT extends DeadLetterFixture {

    @Test
    void actsNeedAReason() {
        kafka.send(record("document.archived", "{}")).join();
        long id = kept("unknown_type");

        for (String reason : List.of("", " ", "x".repeat(1_001))) {
            post("/" + id + "/apply", "{\"reason\":\"" + reason + "\"}")
                    .expectStatus()
                    .isEqualTo(422);
            post("/delete", "{\"reason\":\"" + reason + "\"}").expectStatus().isEqualTo(422);
        }
        client("admin")
                .delete()
                .uri("/api/v1/admin/dead-letters/" + id)
                .exchange()
                .expectStatus()
                .isEqualTo(422);
        assertThat(keptLetters()).hasSize(1);
        assertThat(actsOn(id)).isEmpty();

        client("admin")
                .delete()
                .uri("/api/v1/admin/dead-letters/" + id + "?reason=no use")
                .exchange()
                .expectStatus()
                .isNoContent();
        assertThat(keptLetters()).isEmpty();
        assertThat(actsOn(id)).containsExactly("delete done no use");
        assertThat(get("admin", "/acts"))
                .contains("\"letterId\":" + id, "\"type\":\"document.archived\"", "\"someone\"");
        client("user")
                .get()
                .uri("/api/v1/admin/dead-letters/acts")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void manyAreActedOnUpToTheLimit() {
        String type = "bulk." + batch;
        for (int i = 0; i < 3; i++) {
            kafka.send(record(type, "{}")).join();
        }
        kafka.send(record("bulk.other", "{}")).join();
        await().atMost(PATIENCE).until(() -> keptLetters().size() == 4);
        String selection = "\"kind\":\"unknown_type\",\"type\":\"" + type + "\",\"reason\":\"cleaned\"";

        assertThat(tally("/apply", "{" + selection + ",\"limit\":2}")).isEqualTo("{\"done\":0,\"failed\":2}");
        assertThat(tally("/delete", "{" + selection + ",\"limit\":2}")).isEqualTo("{\"done\":2,\"failed\":0}");
        assertThat(keptLetters()).hasSize(2);
        assertThat(tally("/delete", "{" + selection + "}")).isEqualTo("{\"done\":1,\"failed\":0}");
        assertThat(keptLetters()).hasSize(1);
        post("/delete", "{" + selection + ",\"limit\":501}").expectStatus().isEqualTo(422);
    }
}
