package io.ingestio.launcher.cli.batch;

import io.ingestio.launcher.cli.Screen;
import io.ingestio.launcher.client.ApiRefused;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.client.view.Acted;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = "Deletes batches or documents, with their files, data and exports. There is no way back.",
        mixinStandardHelpOptions = true)
public final class DeleteCommand implements Callable<Integer> {
    @Mixin
    private AsUser as = new AsUser();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of batches or documents.")
    private List<UUID> ids = new ArrayList<>();

    @Option(names = "--yes", description = "Do not ask. Without a terminal nothing is asked either.")
    private boolean yes;

    private final Screen screen = new Screen();

    @Override
    public Integer call() {
        IngestioClient client = as.client();
        if (!yes && !screen.isConfirmed("Delete %s for good, with files, data and exports?".formatted(named()))) {
            screen.story("Nothing was deleted.");
            return 1;
        }
        List<UUID> documents =
                ids.stream().filter(id -> !isDeletedBatch(client, id)).toList();
        if (documents.isEmpty()) {
            return 0;
        }
        Acted acted = client.delete(documents);
        acted.accepted().forEach(document -> screen.line("deleted document " + document.documentId()));
        acted.refused().forEach(refused -> screen.story(BatchLine.of(refused)));
        return acted.refused().isEmpty() ? 0 : 1;
    }

    private String named() {
        return ids.size() == 1 ? ids.getFirst().toString() : "these " + ids.size();
    }

    /** Deletes the batch with this id; false if there is none. */
    private boolean isDeletedBatch(IngestioClient client, UUID id) {
        try {
            client.deleteBatch(id);
        } catch (ApiRefused e) {
            if (e.status() == 404) {
                return false;
            }
            throw e;
        }
        screen.line("deleted batch " + id);
        return true;
    }
}
