package io.ingestio.local.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stops the system; its data stay.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    private final Screen screen = new Screen();

    @Override
    public Integer call() {
        Instance.running(Instance.home()).stop(screen::glimpse);
        screen.line("IngestIO is stopped");
        return 0;
    }
}
