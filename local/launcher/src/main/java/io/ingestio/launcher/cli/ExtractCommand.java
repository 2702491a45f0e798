package io.ingestio.launcher.cli;

import io.ingestio.launcher.client.ApiRefused;
import io.ingestio.launcher.client.Counted;
import io.ingestio.launcher.client.DocumentView;
import io.ingestio.launcher.part.CannotRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "extract",
        description = "Extracts the data of your own PDFs and images.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:Every document was extracted.",
            "1:Nothing was extracted.",
            "2:The command line is wrong.",
            "3:Some documents failed: a file beside the result names them."
        })
final class ExtractCommand implements Callable<Integer> {
    private static final int NOTHING_EXTRACTED = 1;
    private static final int SOME_FAILED = 3; // 2 is that of a wrong command line

    private static final Set<String> FORMATS = Set.of("csv", "xlsx", "json");

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "PDF, JPEG or PNG files.")
    private List<Path> files = new ArrayList<>();

    @ArgGroup
    private @Nullable Strategy strategy;

    @Option(names = "--format", description = "csv, xlsx or json (default: as --out ends, else csv).")
    private @Nullable String format;

    @Option(names = "--out", description = "Where the result goes (default: out/extracted.FORMAT).")
    private @Nullable Path out;

    @Option(
            names = "--user",
            description =
                    "Whose batch it is; the user gets the plan plus, whatever it had (default: ${DEFAULT-VALUE}).",
            defaultValue = "local")
    private String user = "local";

    @Option(names = "--keep", description = "Leave the system up afterwards.")
    private boolean keep;

    private final Screen screen = new Screen();

    /** At most one of the two; none means --auto. */
    static final class Strategy {
        @Option(names = "--prompt", required = true, description = "What to extract, in plain words, from every file.")
        private @Nullable String prompt;

        @Option(
                names = "--auto",
                required = true,
                description = "Find out each file's type, extract what is usual for it (default).")
        private boolean auto;
    }

    @Override
    public Integer call() {
        String resultFormat = check();
        try (Session session = Session.open(keep, screen)) {
            String prompt = strategy == null ? null : strategy.prompt;
            BatchRun run = BatchRun.of(session.as(user), "Files from the command line", files, prompt, screen);
            return report(run, resultFormat);
        } catch (ApiRefused e) {
            e.rejectedFiles().forEach(file -> screen.story(BatchRun.rejection(file)));
            throw e;
        }
    }

    /** @return the format of the result */
    private String check() {
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                throw new CannotRun(
                        "%s is a folder; name its files, such as %s".formatted(file, file.resolve("*.pdf")));
            }
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new CannotRun("Cannot read " + file);
            }
        }
        if (out != null && Files.isDirectory(out)) {
            throw new CannotRun(
                    "--out names the folder %s; name a file, such as %s".formatted(out, out.resolve("data.csv")));
        }
        Optional<String> named = FORMATS.stream()
                .filter(each -> out != null && out.toString().endsWith("." + each))
                .findFirst();
        String result = format == null ? named.orElse("csv") : format;
        if (!FORMATS.contains(result)) {
            throw new CannotRun("No such format: " + result + "; there are csv, xlsx and json");
        }
        if (named.isPresent() && !named.get().equals(result)) {
            throw new CannotRun("--out ends in .%s, and --format says %s".formatted(named.get(), result));
        }
        return result;
    }

    private int report(BatchRun run, String resultFormat) {
        for (DocumentView document : run.documents()) {
            screen.line("");
            run.dataOf(document)
                    .map(data -> DataTable.of(document, data))
                    .orElseGet(() -> List.of(
                            "%s: %s [%s]".formatted(document.name(), document.errorMessage(), document.errorCode())))
                    .forEach(screen::line);
        }
        Path file = out == null ? Path.of("out", "extracted." + resultFormat) : out;
        List<DocumentView> failed = run.failed();
        Path failures = FailureFile.beside(file);
        FailureFile.write(failures, failed);
        screen.line("");
        if (run.data().isEmpty()) {
            screen.line("Nothing was extracted; %s says why.".formatted(failures));
            return NOTHING_EXTRACTED;
        }
        run.export(resultFormat, file);
        screen.line("Wrote " + file);
        if (failed.isEmpty()) {
            return 0;
        }
        screen.line("%s of %d failed; %s says why."
                .formatted(
                        Counted.of(failed.size(), "document"), run.documents().size(), failures));
        return SOME_FAILED;
    }
}
