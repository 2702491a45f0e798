package io.ingestio.launcher.cli.batch;

import io.ingestio.launcher.cli.Screen;
import io.ingestio.launcher.client.view.Confirmed;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "confirm",
        description = "Confirms the data of documents, as they are now.",
        mixinStandardHelpOptions = true)
public final class ConfirmCommand implements Callable<Integer> {
    @Mixin
    private AsUser as = new AsUser();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The documents' ids.")
    private List<UUID> ids = new ArrayList<>();

    @Option(names = "--all", description = "Also those that need attention.")
    private boolean all;

    private final Screen screen = new Screen();

    @Override
    public Integer call() {
        Confirmed answer = as.client().reviews().confirm(ids, all);
        answer.confirmed()
                .forEach(document -> screen.line("%s  confirmed, version %d%s"
                        .formatted(
                                document.documentId(),
                                document.version(),
                                document.edit() == 0 ? "" : "." + document.edit())));
        answer.skipped().forEach(skipped -> screen.story(BatchLine.of(skipped)));
        return answer.skipped().isEmpty() ? 0 : 1;
    }
}
