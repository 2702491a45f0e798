package io.ingestio.launcher.cli.batch;

import io.ingestio.launcher.cli.Screen;
import io.ingestio.launcher.client.IngestioClient;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "cancel",
        description = "Cancels a batch: what has not ended stops, what has ended stays.",
        mixinStandardHelpOptions = true)
public final class CancelCommand implements Callable<Integer> {
    @Mixin
    private AsUser as = new AsUser();

    @Parameters(paramLabel = "ID", description = "The batch's id.")
    private UUID id = new UUID(0, 0);

    private final Screen screen = new Screen();

    @Override
    public Integer call() {
        IngestioClient client = as.client();
        if (client.batch(id).isFinished()) {
            screen.line("Nothing to cancel: the batch has ended.");
        } else {
            client.cancel(id);
        }
        screen.line(BatchLine.of(client.batch(id)));
        return 0;
    }
}
