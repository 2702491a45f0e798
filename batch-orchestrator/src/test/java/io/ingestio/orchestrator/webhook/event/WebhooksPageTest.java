package io.ingestio.orchestrator.webhook.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.ExportEvent.ExportCompleted;
import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The examples of {@code docs/webhooks.md} are what is sent. */
class WebhooksPageTest {

    private static final Path PAGE = Path.of("..", "docs", "webhooks.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^### ([a-z.]+)\\n.*?^```json\\n(.*?)\\n```$");

    private final JsonMapper json = new JsonMapper();
    private final UUID batch = UUID.fromString("0b54a9d2-3f0a-4b0e-9d3e-5f6b7a8c9d10");

    @Test
    void showsWhatIsSentForEachEvent() throws IOException {
        Map<String, String> examples = EXAMPLE.matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap(example -> example.group(1), example -> example.group(2)));
        Map<String, String> sent = Stream.of(batchCompleted(), documentFailed(), exportCompleted(), test())
                .collect(Collectors.toMap(
                        event -> event.type().wireName(), event -> json.writeValueAsString(event.payload())));

        assertThat(sent).hasSize(EventType.values().length);
        assertThat(examples).isEqualTo(sent);
    }

    private WebhookEvent batchCompleted() {
        return WebhookEvent.of(new BatchCompleted(
                batch, "alice", 1, "partially_completed", 3, 2, 1, 0, 7, Instant.parse("2026-03-31T09:15:00Z")));
    }

    private WebhookEvent documentFailed() {
        return WebhookEvent.documentFailed(
                "alice",
                batch,
                UUID.fromString("5d0f3c0a-6b7e-4b1c-8f55-0c8f1d2e3f40"),
                1,
                "encrypted_pdf",
                "The PDF is encrypted. Remove its password and upload it again.",
                Instant.parse("2026-03-31T09:14:00Z"));
    }

    private WebhookEvent exportCompleted() {
        return WebhookEvent.of(new ExportCompleted(
                UUID.fromString("7e1a2b3c-4d5e-4f60-8a7b-9c0d1e2f3a4b"),
                "alice",
                batch,
                "xlsx",
                "normal",
                2,
                5_120,
                null,
                Instant.parse("2026-03-31T09:20:00Z")));
    }

    private static WebhookEvent test() {
        return WebhookEvent.test(
                "alice",
                UUID.fromString("c0a8012e-1d2c-4b3a-9f8e-7d6c5b4a3928"),
                Instant.parse("2026-03-31T09:00:00Z"));
    }
}
