package io.ingestio.launcher.cli.batch;

import io.ingestio.launcher.cli.Screen;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "data",
        description = "Prints the data of a document as JSON: the newest version, or one of those before.")
public final class DataCommand implements Callable<Integer> {
    private static final String VERSION = "[1-9][0-9]{0,8}(\\.(0|[1-9][0-9]{0,8}))?";

    @Mixin
    private AsUser as = new AsUser();

    @Parameters(paramLabel = "ID", description = "The document's id.")
    private UUID id = new UUID(0, 0);

    @Option(
            names = "--version",
            paramLabel = "N[.M]",
            description = "The result of run N, or edit M of it (default: the newest version).")
    private @Nullable String version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help; // the standard ones have a --version of their own

    @Spec
    private CommandSpec command = CommandSpec.create();

    private final Screen screen = new Screen();

    @Override
    public Integer call() {
        if (version != null && !version.matches(VERSION)) {
            throw new ParameterException(
                    command.commandLine(), "--version must be a number, such as 2, or 2.1 for its first edit.");
        }
        screen.line(as.client().reviews().data(id, version));
        return 0;
    }
}
