package io.ingestio.launcher.cli;

import io.ingestio.embedded.PartDidNotStart;
import io.ingestio.launcher.cli.batch.BatchCommand;
import io.ingestio.launcher.cli.batch.BatchesCommand;
import io.ingestio.launcher.cli.batch.CancelCommand;
import io.ingestio.launcher.cli.batch.ConfirmCommand;
import io.ingestio.launcher.cli.batch.DataCommand;
import io.ingestio.launcher.cli.batch.DeleteCommand;
import io.ingestio.launcher.cli.batch.ExportCommand;
import io.ingestio.launcher.cli.batch.JourneyCommand;
import io.ingestio.launcher.cli.batch.RedoCommand;
import io.ingestio.launcher.cli.extract.DemoCommand;
import io.ingestio.launcher.cli.extract.ExtractCommand;
import io.ingestio.launcher.client.ApiRefused;
import io.ingestio.launcher.instance.DaemonCommand;
import io.ingestio.launcher.part.CannotRun;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * The {@code ingestio} command. An expected failure is one line on standard error and exit status 1; a wrong call is
 * status 2, also where the API finds it. The list of all commands is {@code help.txt}, which the shell script prints without a build.
 */
@Command(
        name = "ingestio",
        description = "Turns documents into reviewed, structured data, on this machine.",
        mixinStandardHelpOptions = true,
        version = "IngestIO 0.1.0",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            TokenCommand.class,
            DemoCommand.class,
            ExtractCommand.class,
            BatchesCommand.class,
            BatchCommand.class,
            JourneyCommand.class,
            ExportCommand.class,
            CancelCommand.class,
            DataCommand.class,
            ConfirmCommand.class,
            RedoCommand.class,
            DeleteCommand.class,
            SoakCommand.class,
            DaemonCommand.class
        })
public final class Ingestio {
    private static final List<Class<? extends RuntimeException>> EXPECTED =
            List.of(CannotRun.class, PartDidNotStart.class, ApiRefused.class);

    private static final int WRONG_CALL = 2;
    private static final String NO_ID = " is not an id: ./ingestio batches shows those of your batches.";

    private Ingestio() {}

    public static void main(String[] arguments) {
        Runtime.getRuntime().exit(run(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Ingestio()).registerConverter(UUID.class, Ingestio::id);
    }

    static int run(String... arguments) {
        return commandLine()
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((wrong, call) -> explain(wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (EXPECTED.stream().noneMatch(type -> type.isInstance(failure))) {
                        throw failure;
                    }
                    command.getErr().println(failure.getMessage());
                    return failure instanceof ApiRefused refused && refused.status() == 400 ? WRONG_CALL : 1;
                })
                .execute(arguments);
    }

    /** One line that says what is wrong, and where the options are. */
    private static int explain(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String message = String.valueOf(wrong.getMessage());
        int id = message.indexOf(NO_ID);
        command.getErr().println(id < 0 ? message : message.substring(message.lastIndexOf(": ", id) + 2));
        command.getErr().println("./ingestio help " + command.getCommandName() + " lists the options.");
        return WRONG_CALL;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw new TypeConversionException("'" + text + "'" + NO_ID);
        }
    }
}
