package io.ingestio.launcher.cli;

import io.ingestio.launcher.instance.Instance;
import io.ingestio.launcher.system.Home;
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
