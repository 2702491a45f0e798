package io.ingestio.launcher.cli.batch;

import io.ingestio.launcher.cli.Screen;
import io.ingestio.launcher.client.IngestioClient;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "batch", description = "Shows a batch and its documents.", mixinStandardHelpOptions = true)
public final class BatchCommand implements Callable<Integer> {
    @Mixin
    private AsUser as = new AsUser();

    @Parameters(paramLabel = "ID", description = "The batch's id.")
    private UUID id = new UUID(0, 0);

    private final Screen screen = new Screen();

    @Override
    public Integer call() {
        IngestioClient client = as.client();
        screen.line(BatchLine.of(client.batch(id)));
        client.documents(id).forEach(document -> screen.line("  " + BatchLine.of(document)));
        return 0;
    }
}
