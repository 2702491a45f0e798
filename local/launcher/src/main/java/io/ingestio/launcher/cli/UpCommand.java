package io.ingestio.launcher.cli;

import io.ingestio.launcher.instance.Daemon;
import io.ingestio.launcher.instance.Instance;
import io.ingestio.launcher.part.CannotRun;
import io.ingestio.launcher.system.Home;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "up", description = "Starts the whole system and leaves it running.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    static final int DEFAULT_PORT = 8080;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--port",
            description = "Port of the API (default: ${DEFAULT-VALUE}).",
            defaultValue = "" + DEFAULT_PORT)
    private int port;

    @Option(names = "--processes", description = "Run Kafka, the S3 store and each service as a process of its own.")
    private boolean processes;

    @Option(names = "--foreground", description = "Stay until Ctrl-C, then stop the system.")
    private boolean foreground;

    private final Screen screen = new Screen();

    @Override
    public Integer call() {
        if (port < 1 || port > 65_535) {
            throw new ParameterException(command.commandLine(), "No such port: " + port + "; ports are 1 to 65535.");
        }
        Home home = Home.configured();
        Optional<Instance> running = Instance.find(home, screen::glimpse);
        if (running.isPresent()) {
            throw new CannotRun("IngestIO already runs on the data in %s, at %s"
                    .formatted(home.folder(), running.get().baseUrl()));
        }
        Process daemon = new Daemon(home, port, processes, foreground).start(Ingestio.class);
        screen.glimpse("Starting PostgreSQL, Kafka and the S3 store");
        Thread interrupted = new Thread(daemon::destroy, "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        Instance instance = Instance.await(home, daemon, screen::glimpse);
        Runtime.getRuntime().removeShutdownHook(interrupted);
        screen.line("IngestIO is ready at %s (stop it with %s)"
                .formatted(instance.baseUrl(), foreground ? "Ctrl-C" : "./ingestio down"));
        if (foreground) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> instance.stop(screen::glimpse), "stop"));
            daemon.onExit().join();
        }
        return 0;
    }
}
