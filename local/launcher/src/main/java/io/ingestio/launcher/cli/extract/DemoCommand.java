package io.ingestio.launcher.cli.extract;

import io.ingestio.launcher.cli.Screen;
import io.ingestio.launcher.cli.Session;
import io.ingestio.launcher.demo.Demo;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "Makes seven documents, extracts them and compares the result with what was written.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    private static final Path FOLDER = Path.of("out", "demo");

    @Option(names = "--keep", description = "Leave the system up afterwards.")
    private boolean keep;

    private final Screen screen = new Screen();

    @Override
    public Integer call() {
        List<Path> files = Demo.writeDocuments(FOLDER.resolve("documents"));
        screen.story("Made %d documents in %s".formatted(files.size(), FOLDER.resolve("documents")));
        Demo.Verdict verdict;
        try (Session session = Session.open(keep, screen)) {
            BatchRun run = BatchRun.of(session.as("demo"), "Demo", files, null, screen);
            run.documents()
                    .forEach(document -> run.dataOf(document).ifPresent(data -> print(DataTable.of(document, data))));
            for (String format : List.of("csv", "xlsx", "json")) {
                Path file = FOLDER.resolve("extracted." + format);
                run.export(format, file);
                screen.story("Wrote " + file);
            }
            verdict = Demo.judge(run.documents(), run.data());
            if (keep) {
                screen.story("Review the batch in a browser: "
                        + session.pageOf("demo", run.batches().getFirst()));
            }
        }
        print(verdict.lines());
        screen.line(
                verdict.asExpected() ? "Every document ended as expected." : "Not every document ended as expected.");
        return verdict.asExpected() ? 0 : 1;
    }

    private void print(List<String> lines) {
        screen.line("");
        lines.forEach(screen::line);
    }
}
