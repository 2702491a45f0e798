package io.ingestio.launcher.cli.batch;

import io.ingestio.launcher.cli.Screen;
import io.ingestio.launcher.client.view.HopView;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "journey",
        description = "Shows every hop of a document, with times from its start.",
        mixinStandardHelpOptions = true)
public final class JourneyCommand implements Callable<Integer> {
    @Mixin
    private AsUser as = new AsUser();

    @Parameters(paramLabel = "ID", description = "The document's id.")
    private UUID id = new UUID(0, 0);

    private final Screen screen = new Screen();

    @Override
    public Integer call() {
        List<HopView> hops = as.client().timeline(id);
        if (hops.isEmpty()) {
            screen.line("Nothing is recorded of this document.");
        }
        HopLines.of(hops).forEach(screen::line);
        return 0;
    }
}
