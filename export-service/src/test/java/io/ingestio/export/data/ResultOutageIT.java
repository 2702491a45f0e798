package io.ingestio.export.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.DataReference;
import io.ingestio.embedded.FreePorts;
import io.ingestio.embedded.S3Server;
import io.ingestio.export.RunningExports;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.objectstore.ObjectStoreSettings;
import io.ingestio.objectstore.S3ObjectStore;
import io.ingestio.testkit.RealParts;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Export with an object store of its own, which is stopped and started again. */
@Import(ResultOutageIT.OwnStore.class)
class ResultOutageIT extends RunningExports {

    private static final int PORT = FreePorts.find();

    @TempDir
    static Path folder;

    @TestConfiguration(proxyBeanMethods = false)
    static class OwnStore {
        @Bean
        ObjectStore ownObjectStore() {
            return S3ObjectStore.connect(new ObjectStoreSettings(
                    URI.create("http://127.0.0.1:" + PORT),
                    RealParts.S3_REGION,
                    RealParts.S3_BUCKET,
                    RealParts.S3_CREDENTIALS.accessKey(),
                    RealParts.S3_CREDENTIALS.secretKey(),
                    false,
                    4,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5)));
        }
    }

    @Autowired
    ObjectStore objects;

    @Autowired
    MeterRegistry meters;

    @Test
    void resultWaitsWhileTheStoreIsUnavailable() throws Exception {
        DataReference reference;
        try (S3Server store = startStore()) {
            reference = StoredResults.put(objects, "{\"number\":\"7\"}");
        }
        publish(completed(bolts, 1, "bolts.pdf", reference));
        await().during(Duration.ofSeconds(4)).atMost(PATIENCE).until(() -> !isServed(bolts));

        try (S3Server store = startStore()) {
            await().atMost(PATIENCE).until(() -> isServed(bolts));
        }
        assertThat(meters.get("ingestio.dead.letters").counters())
                .allSatisfy(counter -> assertThat(counter.count()).isZero());
    }

    private static S3Server startStore() {
        return S3Server.start(folder, PORT, RealParts.S3_CREDENTIALS, RealParts.S3_BUCKET);
    }
}
