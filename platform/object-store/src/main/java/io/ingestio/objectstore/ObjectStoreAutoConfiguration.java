package io.ingestio.objectstore;

import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives a service that names an S3 endpoint its object store. */
@AutoConfiguration
@ConditionalOnProperty("ingestio.s3.endpoint")
@ConditionalOnMissingBean(ObjectStore.class)
@EnableConfigurationProperties(ObjectStoreSettings.class)
public class ObjectStoreAutoConfiguration {

    private static final Duration BUCKET_TIMEOUT = Duration.ofSeconds(60);

    @Bean
    ObjectStore objectStore(ObjectStoreSettings settings) {
        S3ObjectStore store = S3ObjectStore.connect(settings);
        if (settings.createBucket()) {
            store.createBucket().block(BUCKET_TIMEOUT);
        }
        return store;
    }
}
