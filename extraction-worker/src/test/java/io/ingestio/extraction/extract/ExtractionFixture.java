package io.ingestio.extraction.extract;

import io.ingestio.database.Tenancy;
import io.ingestio.extraction.ExtractionApplication;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.ScriptedModelServer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The worker from document.uploaded on Kafka to the job's final event on Kafka, with a scripted model behind the real adapter. */
@SpringBootTest(
        classes = ExtractionApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=extraction-worker",
            "ingestio.model.adapter=openai",
            "ingestio.model.name=scripted"
        })
@Import(ExtractionRecorder.Wiring.class)
abstract class ExtractionFixture {

    /** These two serve all test classes and end with the JVM. */
    static final ScriptedModelServer MODEL = ScriptedModelServer.start();

    static final FakeUsage USAGE = new FakeUsage();

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("ingestio.model.base-url", MODEL::baseUrl);
        registry.add("ingestio.usage.url", USAGE::url);
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
}
