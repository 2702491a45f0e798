package io.ingestio.upload.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Which drafts are opened, and how many. */
class OpenDraftIT extends RunningDrafts {

    @Test
    void openDraftsOfAUserAreBounded() {
        for (int i = 0; i < 3; i++) {
            draft(100);
        }

        assertThat(open(100).code()).isEqualTo("too_many_drafts");
    }

    @Test
    void sameKeyOpensOneDraft() {
        String body = "{\"promptStrategy\":\"auto\",\"files\":[{\"name\":\"a.pdf\",\"size\":10}]}";
        Answered first = call("POST", "/batches/drafts", body, "Idempotency-Key", "open-" + user);
        Answered again = call("POST", "/batches/drafts", body, "Idempotency-Key", "open-" + user);
        Answered other =
                call("POST", "/batches/drafts", body.replace("a.pdf", "b.pdf"), "Idempotency-Key", "open-" + user);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.code()).isEqualTo("idempotency_mismatch");
    }

    @Test
    void refusesDraftsThatBreakARule() {
        assertThat(call("POST", "/batches/drafts", "{").code()).isEqualTo("bad_request");
        assertThat(call("POST", "/batches/drafts", "{\"files\":[{\"name\":\"a.pdf\",\"bytes\":1}]}")
                        .body()
                        .path("detail")
                        .asString())
                .startsWith("The body has a member /files/0/bytes, which this call does not know (line 1,");
        assertThat(call("POST", "/batches/drafts", "{}").code()).isEqualTo("unknown_prompt_strategy");
        assertThat(call("POST", "/batches/drafts", "{\"promptStrategy\":\"auto\"}")
                        .code())
                .isEqualTo("no_files");
        assertThat(call("POST", "/batches/drafts", "{\"promptStrategy\":\"auto\",\"files\":[{\"name\":\"a\"}]}")
                        .code())
                .isEqualTo("invalid_request");
        assertThat(call(
                                "POST",
                                "/batches/drafts",
                                "{\"promptStrategy\":\"per_document\",\"files\":[{\"name\":\"a\",\"size\":1}]}")
                        .code())
                .isEqualTo("prompt_missing_for_file");
        long[] sizes = new long[26];
        Arrays.fill(sizes, 10L);
        assertThat(open(sizes).code()).isEqualTo("too_many_files");
        USAGE.refuses("tier_not_eligible");
        assertThat(open(10).status()).isEqualTo(403);
        USAGE.admits();
        USAGE.isDown();
        Answered down = open(10);
        assertThat(down.status()).isEqualTo(503);
        assertThat(down.headers()).containsKey("retry-after");
    }
}
