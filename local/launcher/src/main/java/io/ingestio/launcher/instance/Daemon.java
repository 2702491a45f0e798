package io.ingestio.launcher.instance;

import io.ingestio.embedded.FreePorts;
import io.ingestio.launcher.part.CannotRun;
import io.ingestio.launcher.part.JavaCommand;
import io.ingestio.launcher.system.Home;
import io.ingestio.launcher.system.InstanceLock;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a daemon is started.
 *
 * @param port of the gateway
 * @param processes whether each part gets its own JVM
 * @param withParent whether it stops when the command that started it ends, however that ends
 */
public record Daemon(Home home, int port, boolean processes, boolean withParent) {
    private static final String HEAP = "768m";

    /** Where the system can: Ctrl-C in a terminal is for the command, which still needs the daemon to cancel its batches. */
    private static final List<String> OWN_SESSION = Stream.of("/usr/bin/setsid", "/bin/setsid")
            .filter(program -> Files.isExecutable(Path.of(program)))
            .limit(1)
            .toList();

    static Path log(Home home) {
        return home.logs().resolve("daemon.log");
    }

    /** @param command the main class whose subcommand {@code daemon} is {@link DaemonCommand} */
    public Process start(Class<?> command) {
        return start(command, processes ? List.of() : StartCache.of(home).flags());
    }

    /** As {@link #start}, without a start-up cache: recording one changes what the process uses. */
    public Process startUncached(Class<?> command) {
        return start(command, List.of());
    }

    private Process start(Class<?> command, List<String> flags) {
        if (!FreePorts.isFree(port)) {
            throw new CannotRun("Port " + port + " is taken by another program; choose one with --port N");
        }
        if (InstanceLock.isHeld(home)) {
            throw new CannotRun("IngestIO already runs on the data in " + home.folder());
        }
        try {
            List<String> daemon = new ArrayList<>(OWN_SESSION);
            daemon.addAll(JavaCommand.of(HEAP, flags, command, arguments()));
            return new ProcessBuilder(daemon)
                    .redirectErrorStream(true)
                    .redirectOutput(log(home).toFile())
                    .redirectInput(withParent ? Redirect.PIPE : Redirect.from(new File("/dev/null")))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String[] arguments() {
        List<String> arguments = new ArrayList<>(
                List.of("daemon", "--home", home.folder().toString(), "--port", Integer.toString(port)));
        if (processes) {
            arguments.add("--processes");
        }
        if (withParent) {
            arguments.add("--with-parent");
        }
        return arguments.toArray(String[]::new);
    }
}
