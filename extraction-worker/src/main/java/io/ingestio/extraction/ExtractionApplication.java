package io.ingestio.extraction;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

@SpringBootApplication
public class ExtractionApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(ExtractionApplication.class)
                .properties("spring.config.name=extraction-worker")
                .run(args);
    }
}
