package io.ingestio.launcher.system;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The services of the system, in the order in which they start. */
public enum Microservice {
    USAGE("usage-service", "io.ingestio.usage.UsageApplication", "usage"),
    UPLOAD("upload-service", "io.ingestio.upload.UploadApplication", "upload"),
    ORCHESTRATOR("batch-orchestrator", "io.ingestio.orchestrator.OrchestratorApplication", "orchestration"),
    WORKER("extraction-worker", "io.ingestio.extraction.ExtractionApplication", "extraction"),
    EXPORT("export-service", "io.ingestio.export.ExportApplication", "export"),
    GATEWAY("api-gateway", "io.ingestio.gateway.GatewayApplication", null);

    private final String label;
    private final String mainClass;
    private final Optional<String> schema;

    Microservice(String label, String mainClass, @Nullable String schema) {
        this.label = label;
        this.mainClass = mainClass;
        this.schema = Optional.ofNullable(schema);
    }

    /** The module's name, which is also the name of its configuration file. */
    public String label() {
        return label;
    }

    /** The schema that it owns; the gateway owns none. */
    Optional<String> schema() {
        return schema;
    }

    /** The name of its Spring Boot class. */
    String mainClass() {
        return mainClass;
    }
}
