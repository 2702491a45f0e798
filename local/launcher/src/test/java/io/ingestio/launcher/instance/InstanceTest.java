package io.ingestio.launcher.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.launcher.system.LocalSystem;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceTest {

    @Test
    void saysWhatAStartWaitsFor() {
        List<String> parts = LocalSystem.partNames();

        assertThat(Instance.describe(InstanceState.starting(List.of("Kafka", "PostgreSQL"))))
                .isEqualTo("Starting, 2 of 9 ready; waiting for S3 store, usage-service, upload-service,"
                        + " batch-orchestrator, extraction-worker, export-service, api-gateway");
        assertThat(Instance.describe(InstanceState.starting(parts.subList(0, 8))))
                .isEqualTo("Starting, 8 of 9 ready; waiting for api-gateway");
    }
}
