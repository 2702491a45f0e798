package io.ingestio.export;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The export service as a process of its own. Its configuration is {@code export-service.yml}. */
@SpringBootApplication
public class ExportApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(ExportApplication.class)
                .properties("spring.config.name=export-service")
                .run(args);
    }
}
