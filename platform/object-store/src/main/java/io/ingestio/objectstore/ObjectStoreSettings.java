package io.ingestio.objectstore;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which S3 to use.
 *
 * @param endpoint       base address; buckets are addressed by path, which every S3-compatible store understands
 * @param createBucket   creates the bucket at start if it is absent; for local use, in production it is there already
 * @param maxConnections concurrent requests; further ones wait up to {@code connectTimeout}
 * @param connectTimeout for opening a connection, and for getting one from the pool
 * @param readTimeout    the longest silence between two packets of one request
 */
@ConfigurationProperties("ingestio.s3")
public record ObjectStoreSettings(
        URI endpoint,
        @DefaultValue("us-east-1") String region,
        String bucket,
        String accessKey,
        String secretKey,
        @DefaultValue("false") boolean createBucket,
        @DefaultValue("64") int maxConnections,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("30s") Duration readTimeout) {

    /** Leaves out the credentials, so that settings may be logged. */
    @Override
    public String toString() {
        return endpoint + "/" + bucket;
    }
}
