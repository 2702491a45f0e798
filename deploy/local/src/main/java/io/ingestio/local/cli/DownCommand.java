package io.ingestio.local.cli;

import io.ingestio.local.instance.Instance;
import io.ingestio.local.system.Home;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stops the system; its data stay.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    private final Screen screen = new Screen();

    @Override
    public Integer call() {
        Instance.running(Home.configured()).stop(screen::glimpse);
        screen.line("IngestIO is stopped");
        return 0;
    }
}
