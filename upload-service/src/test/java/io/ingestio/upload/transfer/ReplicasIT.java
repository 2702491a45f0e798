package io.ingestio.upload.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.SampleFiles;
import io.ingestio.upload.UploadApplication;
import io.ingestio.upload.draft.RunningDrafts;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Each part of a file arrives at another replica, on the same scratch disk. */
class ReplicasIT extends RunningDrafts {

    private final byte[] pdf = SampleFiles.pdf(30);

    @Test
    void partsMeetWhereverTheyArrive() {
        try (ConfigurableApplicationContext replica = replica()) {
            int here = port;
            int there = Integer.parseInt(String.valueOf(replica.getEnvironment().getProperty("local.server.port")));
            int third = pdf.length / 3;
            JsonNode draft = draft(pdf.length);
            assertThat(patch(draft, 0, 0, Arrays.copyOf(pdf, third)).status()).isEqualTo(204);
            port = there;
            assertThat(head(draft, 0).headers()).containsEntry("upload-offset", String.valueOf(third));
            assertThat(patch(draft, 0, third, Arrays.copyOfRange(pdf, third, 2 * third))
                            .status())
                    .isEqualTo(204);
            port = here;
            assertThat(patch(draft, 0, 2 * third, Arrays.copyOfRange(pdf, 2 * third, pdf.length))
                            .status())
                    .isEqualTo(204);
            port = there;

            Answered answer = submitDraft(draft, "");

            assertThat(answer.body().path("totalPages").asInt()).isEqualTo(30);
            port = here;
            assertThat(submitDraft(draft, "").body()).isEqualTo(answer.body());
        }
    }

    private static ConfigurableApplicationContext replica() {
        return new SpringApplicationBuilder(UploadApplication.class)
                .properties("spring.config.name=upload-service", "server.port=0")
                .properties(RealParts.properties().entrySet().stream()
                        .map(property -> property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new))
                .run(
                        "--server.port=0",
                        "--ingestio.outbox.enabled=false",
                        "--ingestio.usage.url=" + USAGE.url(),
                        "--ingestio.upload.scratch=" + SCRATCH);
    }
}
