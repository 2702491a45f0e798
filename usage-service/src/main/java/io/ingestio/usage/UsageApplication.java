package io.ingestio.usage;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The usage service as a process of its own. Its configuration is {@code usage-service.yml}. */
@SpringBootApplication
public class UsageApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(UsageApplication.class)
                .properties("spring.config.name=usage-service")
                .run(args);
    }
}
