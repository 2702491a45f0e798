package io.ingestio.launcher.cli.batch;

import io.ingestio.launcher.cli.Screen;
import io.ingestio.launcher.client.view.Acted;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "redo",
        description = "Extracts documents again, as a new run. Earlier results are kept.",
        mixinStandardHelpOptions = true)
public final class RedoCommand implements Callable<Integer> {
    @Mixin
    private AsUser as = new AsUser();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The documents' ids.")
    private List<UUID> ids = new ArrayList<>();

    @ArgGroup
    private @Nullable Request request;

    private final Screen screen = new Screen();

    /** At most one of the two; none means as before. */
    static final class Request {
        @Option(names = "--prompt", required = true, description = "What to extract this time, in plain words.")
        private @Nullable String prompt;

        @Option(names = "--type", required = true, description = "The documents' type, such as invoice.")
        private @Nullable String documentType;
    }

    @Override
    public Integer call() {
        String prompt = request == null ? null : request.prompt;
        String type = request == null ? null : request.documentType;
        Acted acted = as.client().redo(ids, prompt, type);
        acted.accepted()
                .forEach(document -> screen.line("%s  run %d".formatted(document.documentId(), document.run())));
        acted.refused().forEach(refused -> screen.story(BatchLine.of(refused)));
        return acted.refused().isEmpty() ? 0 : 1;
    }
}
