package io.ingestio.launcher.cli.batch;

import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.instance.Instance;
import io.ingestio.launcher.system.Home;
import picocli.CommandLine.Option;

/** For commands on what a user has in the running system. */
final class AsUser {
    /** The user of {@code ./ingestio extract} and {@code ./ingestio demo}. */
    static final String LOCAL = "local";

    @Option(names = "--user", description = "Whose batches (default: ${DEFAULT-VALUE}).", defaultValue = LOCAL)
    private String user = LOCAL;

    IngestioClient client() {
        Instance instance = Instance.running(Home.configured());
        return new IngestioClient(instance.baseUrl(), instance.token(user));
    }
}
