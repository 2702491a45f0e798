package io.ingestio.upload.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.testkit.SampleFiles;
import io.ingestio.upload.RunningUpload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Submissions that break a rule or that usage refuses. */
class SubmissionRefusalIT extends RunningUpload {

    @Test
    void rejectsFieldsThatBreakARule() {
        File good = new File("a.pdf", SampleFiles.pdf(1));
        assertRefused("no_files", submit(Map.of("promptStrategy", "auto")));
        assertRefused("unknown_prompt_strategy", submit(Map.of("promptStrategy", "guess"), good));
        assertRefused("unknown_prompt_strategy", submit(Map.of(), good));
        assertRefused("prompt_required", submit(Map.of("promptStrategy", "global"), good));
        assertRefused("prompt_required", submit(Map.of("promptStrategy", "global", "globalPrompt", "  "), good));
        assertRefused("prompt_missing_for_file", submit(Map.of("promptStrategy", "per_document"), good));
        assertRefused(
                "prompt_missing_for_file",
                submit(Map.of("promptStrategy", "per_document", "perDocumentPrompts", "[\"a\", \" \"]"), good, good));
        assertRefused(
                "invalid_request", submit(Map.of("promptStrategy", "per_document", "perDocumentPrompts", "{"), good));
        assertRefused("invalid_schema", submit(Map.of("promptStrategy", "auto", "schema", "[]"), good));
        for (String schema : List.of(
                "{\"$ref\":\"#\"}",
                "{\"properties\":{\"a\":{\"pattern\":\"[\"}}}",
                "{\"$ref\":\"https://example.org/s\"}",
                "{\"type\":\"strin\"}")) {
            assertRefused("invalid_schema", submit(Map.of("promptStrategy", "auto", "schema", schema), good));
        }
        assertThat(submit(
                                Map.of(
                                        "promptStrategy",
                                        "auto",
                                        "schema",
                                        "{\"properties\":{\"a\":{\"pattern\":\"[\"}}}"),
                                good)
                        .body()
                        .path("detail")
                        .asString())
                .contains("/properties/a/pattern");
        assertRefused(
                "prompt_too_long",
                submit(Map.of("promptStrategy", "global", "globalPrompt", "p".repeat(20_001)), good));
        assertRefused("name_too_long", submit(Map.of("promptStrategy", "auto", "batchName", "n".repeat(256)), good));
    }

    @Test
    void answersWithTheRefusalOfUsage() {
        File good = new File("a.pdf", SampleFiles.pdf(1));
        USAGE.refuses("tier_not_eligible");
        assertThat(submit(Map.of("promptStrategy", "auto"), good).status()).isEqualTo(403);
        USAGE.refuses("quota_exhausted");
        assertThat(submit(Map.of("promptStrategy", "auto"), good).status()).isEqualTo(402);
        USAGE.isDown();
        Answered down = submit(Map.of("promptStrategy", "auto"), good);
        assertThat(down.status()).isEqualTo(503);
        assertThat(down.body().path("retryable").asBoolean()).isTrue();
    }

    @Test
    void sendsRetryAfterWhenWaitingHelps() {
        File good = new File("a.pdf", SampleFiles.pdf(1));
        for (String code : List.of("rate_limited", "daily_limit_reached")) {
            USAGE.refuses(code, 17);
            Answered answer = submit(Map.of("promptStrategy", "auto"), good);
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.code()).isEqualTo(code);
            assertThat(answer.headers().get("Retry-After")).isEqualTo("17");
            assertThat(answer.body().path("retryable").asBoolean()).isTrue();
        }
        USAGE.admits();
        USAGE.refuses("subscription_inactive");
        Answered inactive = submit(Map.of("promptStrategy", "auto"), good);
        assertThat(inactive.status()).isEqualTo(403);
        assertThat(inactive.headers()).doesNotContainKey("Retry-After");
        assertThat(inactive.body().path("retryable").asBoolean()).isFalse();
    }

    @Test
    void requiresAToken() {
        client(null)
                .post()
                .uri("/api/v1/batches")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("unauthorized");
    }

    private void assertRefused(String code, Answered answer) {
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("requestId").asString())
                .isEqualTo(answer.headers().get("X-Request-Id"));
    }
}
