package io.ingestio.embedded;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3 API over a folder, inside this JVM. Signatures are checked, also those of presigned URLs: wrong credentials get
 * 403. Object tags, lifecycle rules and versions are not offered (501).
 */
public final class S3Server implements AutoCloseable {
    private static final int THREADS = 64;
    private static final long DRAIN_MILLIS = 2_000;

    private final S3Proxy proxy;
    private final int port;

    private S3Server(S3Proxy proxy, int port) {
        this.proxy = proxy;
        this.port = port;
    }

    /**
     * Starts the API and returns when it serves clients.
     *
     * @param folder holds one folder per bucket
     * @param bucket made if it is not there
     */
    public static S3Server start(Path folder, int port, Credentials credentials, String bucket) {
        try {
            Path root = folder.toAbsolutePath();
            Files.createDirectories(root.resolve(bucket));
            S3Proxy proxy = S3Proxy.builder()
                    .endpoint(endpoint(port))
                    .awsAuthentication(
                            AuthenticationType.AWS_V2_OR_V4, credentials.accessKey(), credentials.secretKey())
                    .blobStore(new FilesystemNio2BlobStore(root.toString()))
                    .jettyMaxThreads(THREADS)
                    .stopTimeout(DRAIN_MILLIS)
                    .build();
            proxy.start();
            return new S3Server(proxy, port);
        } catch (Exception e) {
            throw new PartDidNotStart("The S3 store", port, e);
        }
    }

    /** The credentials that the store accepts. */
    public record Credentials(String accessKey, String secretKey) {}

    public URI endpoint() {
        return endpoint(port);
    }

    /** Lets running requests end (at most 2 s), then stops. */
    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the S3 store did not stop", e);
        }
    }

    private static URI endpoint(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
