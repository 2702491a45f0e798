package io.ingestio.orchestrator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.orchestrator.RunningOrchestrator;
import org.junit.jupiter.api.Test;

/** An installation without a key for webhooks' secrets, and without SMTP. */
class NotConfiguredIT extends RunningOrchestrator {

    @Test
    void webhooksAndMailsAreRefused() throws Exception {
        Answered webhook = call("POST", "/webhook-endpoints", "alice", "{\"url\":\"https://public.example/hook\"}");
        assertThat(webhook.status()).isEqualTo(503);
        assertThat(webhook.body().path("code").asString()).isEqualTo("webhooks_not_configured");
        assertThat(webhook.body().path("retryable").asBoolean()).isFalse();

        Answered mail = call("PUT", "/notices", "alice", "{\"email\":\"on\"}");
        assertThat(mail.status()).isEqualTo(503);
        assertThat(mail.body().path("code").asString()).isEqualTo("mail_not_configured");
    }
}
