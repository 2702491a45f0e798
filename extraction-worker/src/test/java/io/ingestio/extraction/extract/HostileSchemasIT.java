package io.ingestio.extraction.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.ingestio.database.Tenancy;
import io.ingestio.extraction.ExtractionApplication;
import io.ingestio.extraction.SampleJobs;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.testkit.ModelReply;
import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.SampleFiles;
import io.ingestio.testkit.ScriptedModelServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A user whose schemas attack the worker: the own documents end, and another user's document is not held up by them. */
@SpringBootTest(
        classes = ExtractionApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=extraction-worker",
            "ingestio.model.adapter=openai",
            "ingestio.model.name=scripted",
            "ingestio.worker.slots=8"
        })
@Import(ExtractionRecorder.Wiring.class)
class HostileSchemasIT {

    private static final List<String> HOSTILE = List.of(
            "{\"$ref\":\"#\"}",
            "{\"pattern\":\"[\"}",
            "{\"$ref\":\"http://127.0.0.1:9/schema\"}",
            "{\"properties\":{\"v\":{\"pattern\":\"(.*a){20}$\"}}}",
            "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"allOf\":[{\"$ref\":\"#/$defs/a\"}]}}}",
            "{\"multipleOf\":1e-2147483647}");

    private static final ScriptedModelServer MODEL =
            ScriptedModelServer.start().usually(ModelReply.json("{\"data\":{\"v\":\"" + "a".repeat(3_000) + "!\"}}"));
    private static final FakeUsage USAGE = new FakeUsage();

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("ingestio.model.base-url", MODEL::baseUrl);
        registry.add("ingestio.usage.url", USAGE::url);
    }

    @AfterAll
    static void stop() {
        MODEL.close();
        USAGE.close();
    }

    @TempDir
    Path folder;

    @Autowired
    Outbox outbox;

    @Autowired
    Tenancy tenancy;

    @Autowired
    ObjectStore objects;

    @Autowired
    ExtractionRecorder recorder;

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

        await().atMost(Duration.ofSeconds(60)).until(() -> ended(honest).size() == 1);
        assertThat(ended(honest)).singleElement().isInstanceOf(ExtractionCompleted.class);
        await().atMost(Duration.ofSeconds(120))
                .until(() ->
                        attack.stream().allMatch(document -> !ended(document).isEmpty()));
        assertThat(attack)
                .allSatisfy(document -> assertThat(ended(document))
                        .singleElement()
                        .isInstanceOfSatisfying(
                                ExtractionFailed.class,
                                failed -> assertThat(failed.code()).isIn("invalid_schema", "model_output")));
    }

    private List<ExtractionEvent> ended(DocumentUploaded document) {
        return recorder.of(document).stream()
                .filter(event -> !(event instanceof ExtractionStarted))
                .toList();
    }
}
