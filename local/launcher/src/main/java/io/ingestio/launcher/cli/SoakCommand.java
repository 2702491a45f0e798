package io.ingestio.launcher.cli;

import io.ingestio.embedded.FreePorts;
import io.ingestio.launcher.instance.Daemon;
import io.ingestio.launcher.instance.Instance;
import io.ingestio.launcher.part.CannotRun;
import io.ingestio.launcher.soak.Soak;
import io.ingestio.launcher.system.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "soak",
        description =
                "Runs a system of its own under steady load with a hostile user, and checks what it leaves behind.",
        mixinStandardHelpOptions = true)
final class SoakCommand implements Callable<Integer> {
    /** A longer run would use up the pages of the users' plans. */
    private static final int MOST_MINUTES = 60;

    @Option(
            names = "--minutes",
            description = "How long the load lasts, 1 to 60 (default: ${DEFAULT-VALUE}).",
            defaultValue = "15")
    private int minutes;

    private final Screen screen = new Screen();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw new CannotRun("--minutes is from 1 to " + MOST_MINUTES);
        }
        Path folder = Files.createTempDirectory("ingestio-soak-");
        Soak.Result result = soak(folder);
        result.figures().forEach(screen::line);
        if (result.violations().isEmpty()) {
            FileSystemUtils.deleteRecursively(folder);
            screen.line("Nothing was found lost, charged twice, left over or growing in this time.");
            return 0;
        }
        screen.line("Violations:");
        result.violations().forEach(violation -> screen.line("  " + violation));
        screen.line("The data and the log are in " + folder);
        return 1;
    }

    /** On a home of its own, so that it neither finds nor leaves data of the user. */
    private Soak.Result soak(Path folder) throws IOException, InterruptedException {
        var home = new Home(folder.resolve("home"));
        screen.progress("Starting a system in " + folder);
        Process daemon = new Daemon(home, FreePorts.find(), false, true).startUncached(Ingestio.class);
        Instance instance = Instance.await(home, daemon, screen::glimpse);
        try {
            return Soak.run(instance, folder.resolve("files"), Duration.ofMinutes(minutes), screen::progress);
        } finally {
            instance.stop(screen::glimpse);
        }
    }
}
