package io.ingestio.launcher.cli.batch;

import io.ingestio.launcher.cli.Screen;
import io.ingestio.launcher.client.BatchView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "batches", description = "Lists your batches, newest first.", mixinStandardHelpOptions = true)
public final class BatchesCommand implements Callable<Integer> {
    @Mixin
    private AsUser as = new AsUser();

    private final Screen screen = new Screen();

    @Override
    public Integer call() {
        List<BatchView> batches = as.client().batches();
        if (batches.isEmpty()) {
            screen.line("No batches yet: ./ingestio extract FILE… makes one.");
        }
        batches.forEach(batch -> screen.line(BatchLine.of(batch)));
        return 0;
    }
}
