package io.ingestio.orchestrator;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

@SpringBootApplication
public class OrchestratorApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(OrchestratorApplication.class)
                .properties("spring.config.name=batch-orchestrator")
                .run(args);
    }
}
