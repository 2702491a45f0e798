package io.ingestio.upload.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.upload.draft.RunningDrafts;
import org.junit.jupiter.api.Test;

class SavedPromptsIT extends RunningDrafts {

    private static final String TOTALS = "{\"name\":\"totals\",\"prompt\":\"the total and the currency\"}";

    @Test
    void isKeptReplacedAndDeleted() {
        Answered created = call("POST", "/prompts", TOTALS);
        String path = "/prompts/" + created.body().get("id").asString();

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.headers()).containsEntry("location", "/api/v1" + path);
        assertThat(call("GET", path, "").body().get("prompt").asString()).isEqualTo("the total and the currency");

        Answered replaced = call("PUT", path, TOTALS.replace("totals", "Totals"));
        assertThat(replaced.body().get("name").asString()).isEqualTo("Totals");
        assertThat(call("GET", "/prompts", "").body().at("/items/0/name").asString())
                .isEqualTo("Totals");

        assertThat(call("DELETE", path, "").status()).isEqualTo(204);
        assertThat(call("GET", path, "").status()).isEqualTo(404);
        assertThat(call("DELETE", path, "").status()).isEqualTo(404);
    }

    @Test
    void hasANameOfItsOwn() {
        call("POST", "/prompts", TOTALS);
        Answered other = call("POST", "/prompts", TOTALS.replace("totals", "others"));

        assertThat(call("POST", "/prompts", TOTALS).code()).isEqualTo("prompt_name_in_use");
        assertThat(call("PUT", "/prompts/" + other.body().get("id").asString(), TOTALS)
                        .code())
                .isEqualTo("prompt_name_in_use");
    }

    @Test
    void isNotSeenByOthers() {
        String path =
                "/prompts/" + call("POST", "/prompts", TOTALS).body().get("id").asString();
        String owner = user;
        user = "mallory";

        assertThat(call("GET", path, "").status()).isEqualTo(404);
        assertThat(call("PUT", path, TOTALS.replace("totals", "mine")).status()).isEqualTo(404);
        assertThat(call("DELETE", path, "").status()).isEqualTo(404);

        user = owner;
        assertThat(call("GET", path, "").body().get("name").asString()).isEqualTo("totals");
    }

    @Test
    void rejectsWhatIsNoPrompt() {
        for (String body : new String[] {
            "{}",
            "{\"name\":\"a\"}",
            "{\"name\":\" \",\"prompt\":\"a\"}",
            "{\"name\":\"a\",\"prompt\":\"\"}",
            "{\"name\":\"a\",\"prompt\":\"a\\u0000\"}",
            "{\"name\":\"a\",\"prompt\":\"" + "x".repeat(20_001) + "\"}"
        }) {
            Answered answer = call("POST", "/prompts", body);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.code()).isEqualTo("invalid_request");
        }
        assertThat(call("POST", "/prompts", "{\"name\":\"a\",\"prompt\":\"" + "é".repeat(20_000) + "\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aUserHasAHundredAtMost() {
        for (int i = 0; i < 100; i++) {
            assertThat(call("POST", "/prompts", TOTALS.replace("totals", "totals " + i))
                            .status())
                    .isEqualTo(201);
        }

        assertThat(call("POST", "/prompts", TOTALS).code()).isEqualTo("too_many_prompts");
    }
}
