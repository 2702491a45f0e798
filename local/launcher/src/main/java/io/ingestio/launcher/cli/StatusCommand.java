package io.ingestio.launcher.cli;

import io.ingestio.launcher.instance.Instance;
import io.ingestio.launcher.instance.InstanceState;
import io.ingestio.launcher.system.Home;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Says what runs, and where.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private final Screen screen = new Screen();

    @Override
    public Integer call() {
        Optional<Instance> found = Instance.find(Home.configured(), screen::glimpse);
        if (found.isEmpty()) {
            screen.line("IngestIO is not running");
            return 1;
        }
        InstanceState state = found.get().state();
        screen.line("IngestIO runs at %s (process %d, data in %s)"
                .formatted(state.baseUrl(), state.pid(), found.get().home().folder()));
        boolean whole = true;
        for (InstanceState.Part part : state.parts()) {
            boolean alive = ProcessHandle.of(part.pid()).isPresent();
            whole &= alive;
            screen.line("  %-20s 127.0.0.1:%-5d  %s".formatted(part.name(), part.port(), alive ? "up" : "down"));
        }
        return whole ? 0 : 1;
    }
}
