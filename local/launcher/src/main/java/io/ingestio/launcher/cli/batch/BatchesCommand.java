package io.ingestio.launcher.cli.batch;

import io.ingestio.launcher.cli.Screen;
import io.ingestio.launcher.client.view.BatchView;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "batches", description = "Lists your batches, newest first.", mixinStandardHelpOptions = true)
public final class BatchesCommand implements Callable<Integer> {
    @Mixin
    private AsUser as = new AsUser();

    @Option(names = "--status", description = "Only those of this status, such as processing or failed.")
    private @Nullable String status;

    @Option(names = "--name", description = "Only those whose name contains this text.")
    private @Nullable String name;

    @Option(
            names = "--sort",
            description = "name, status, submitted, completed, documents or pages; -pages for the most pages first.")
    private @Nullable String sort;

    @Option(names = "--limit", description = "How many (default: ${DEFAULT-VALUE}).", defaultValue = "25")
    private int limit = 25;

    private final Screen screen = new Screen();

    @Override
    public Integer call() {
        BatchView.Page page = as.client().batches(query());
        if (page.items().isEmpty()) {
            screen.line(
                    status == null && name == null
                            ? "No batches yet: ./ingestio extract FILE… makes one."
                            : "No batch matches.");
        }
        page.items().forEach(batch -> screen.line(BatchLine.of(batch)));
        if (page.total() > page.items().size()) {
            screen.story(
                    "%d of %d%s".formatted(page.items().size(), page.total(), page.totalCapped() ? " or more" : ""));
        }
        return 0;
    }

    private Map<String, String> query() {
        Map<String, String> query = new HashMap<>(Map.of("limit", Integer.toString(limit)));
        if (status != null) {
            query.put("status", status);
        }
        if (name != null) {
            query.put("name", name);
        }
        if (sort != null) {
            query.put("sort", sort);
        }
        return query;
    }
}
