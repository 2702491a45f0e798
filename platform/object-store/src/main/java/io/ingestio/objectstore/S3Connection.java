package io.ingestio.objectstore;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** The S3 client with explicit limits for connections, waiting and retries; its defaults wait for minutes. */
final class S3Connection {

    /** Three attempts with the SDK's jittered backoff; further ones are the caller's decision. */
    private static final int ATTEMPTS = 3;

    private S3Connection() {}

    static S3AsyncClient open(ObjectStoreSettings settings) {
        return S3AsyncClient.builder()
                .endpointOverride(settings.endpoint())
                .region(Region.of(settings.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
                .forcePathStyle(true)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .maxConcurrency(settings.maxConnections())
                        .maxPendingConnectionAcquires(10 * settings.maxConnections())
                        .connectionAcquisitionTimeout(settings.connectTimeout())
                        .connectionTimeout(settings.connectTimeout())
                        .readTimeout(settings.readTimeout())
                        .writeTimeout(settings.readTimeout())
                        .connectionMaxIdleTime(Duration.ofSeconds(20)))
                .overrideConfiguration(override -> override.retryStrategy(
                        StandardRetryStrategy.builder().maxAttempts(ATTEMPTS).build()))
                .build();
    }
}
