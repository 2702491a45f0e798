package io.ingestio.extraction.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.ingestio.extraction.SampleJobs;
import io.ingestio.testkit.ModelReply;
import io.ingestio.testkit.SampleFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A user whose schemas attack the worker: the own documents end, and another user's document is not held up by them. */
@TestPropertySource(properties = "ingestio.worker.slots=8")
class HostileSchemasIT extends ExtractionFixture {

    private static final List<String> HOSTILE = List.of(
            "{\"$ref\":\"#\"}",
            "{\"pattern\":\"[\"}",
            "{\"$ref\":\"http://127.0.0.1:9/schema\"}",
            "{\"properties\":{\"v\":{\"pattern\":\"(.*a){20}$\"}}}",
            "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"allOf\":[{\"$ref\":\"#/$defs/a\"}]}}}",
            "{\"multipleOf\":1e-2147483647}");

    @BeforeAll
    static void usualReply() {
        MODEL.usually(ModelReply.json("{\"data\":{\"v\":\"" + "a".repeat(3_000) + "!\"}}"));
    }

    @Test
    void hostileDocumentsEndAndBlockNoOtherUser() {
        String key = "batches/it/" + UUID.randomUUID();
        objects.put(key, SampleFiles.write(folder, "d.pdf", SampleFiles.textPdf("Some document")), "application/pdf")
                .block();
        List<DocumentUploaded> attack = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            attack.add(SampleJobs.uploaded(
                    UUID.randomUUID(), "mallory", key, "all", HOSTILE.get(i % HOSTILE.size()), 100));
        }
        tenancy.asService(outbox.append(attack)).block();
        DocumentUploaded honest =
                SampleJobs.uploaded(UUID.randomUUID(), "alice", key, "all", "{\"type\":\"object\"}", 100);
        tenancy.asService(outbox.append(honest)).block();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> recorder.endsOf(honest).size() == 1);
        assertThat(recorder.endsOf(honest)).singleElement().isInstanceOf(ExtractionCompleted.class);
        await().atMost(Duration.ofSeconds(120))
                .until(() -> attack.stream()
                        .allMatch(document -> !recorder.endsOf(document).isEmpty()));
        assertThat(attack)
                .allSatisfy(document -> assertThat(recorder.endsOf(document))
                        .singleElement()
                        .isInstanceOfSatisfying(
                                ExtractionFailed.class,
                                failed -> assertThat(failed.code()).isIn("invalid_schema", "model_output")));
    }
}
