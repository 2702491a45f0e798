package io.ingestio.upload;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

@SpringBootApplication
public class UploadApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(UploadApplication.class)
                .properties("spring.config.name=upload-service")
                .run(args);
    }
}
