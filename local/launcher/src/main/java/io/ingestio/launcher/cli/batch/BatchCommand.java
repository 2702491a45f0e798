package io.ingestio.launcher.cli.batch;

import io.ingestio.launcher.cli.Screen;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.client.view.BatchView;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "batch", description = "Shows a batch and its documents.", mixinStandardHelpOptions = true)
public final class BatchCommand implements Callable<Integer> {
    private static final List<String> TABS = List.of("all", "to_review", "confirmed", "error");

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private AsUser as = new AsUser();

    @Parameters(paramLabel = "ID", description = "The batch's id.")
    private UUID id = new UUID(0, 0);

    @Option(
            names = "--tab",
            description = "all, to_review, confirmed or error (default: ${DEFAULT-VALUE}).",
            defaultValue = "all")
    private String tab = "all";

    private final Screen screen = new Screen();

    @Override
    public Integer call() {
        if (!TABS.contains(tab)) {
            throw new ParameterException(
                    command.commandLine(), "--tab must be one of " + String.join(", ", TABS) + ".");
        }
        IngestioClient client = as.client();
        BatchView batch = client.batch(id);
        screen.line(BatchLine.of(batch));
        if (batch.isDraft()) {
            client.drafts().get(id).documents().forEach(file -> screen.line("  " + BatchLine.of(file)));
            return 0;
        }
        BatchView.Tabs tabs = batch.tabs();
        if (tabs != null) {
            screen.line("  %d to review, %d confirmed, %d with an error"
                    .formatted(tabs.toReview(), tabs.confirmed(), tabs.error()));
        }
        client.documents(id, tab).forEach(document -> screen.line("  " + BatchLine.of(document)));
        return 0;
    }
}
