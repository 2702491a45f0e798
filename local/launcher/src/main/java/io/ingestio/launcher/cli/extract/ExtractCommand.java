package io.ingestio.launcher.cli.extract;

import io.ingestio.launcher.cli.Screen;
import io.ingestio.launcher.cli.Session;
import io.ingestio.launcher.client.Counted;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.client.view.DocumentView;
import io.ingestio.launcher.part.CannotRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
public final class ExtractCommand implements Callable<Integer> {
    private static final int NOTHING_EXTRACTED = 1;
    private static final int SOME_FAILED = 3; // 2 is that of a wrong command line

    private static final Set<String> FORMATS = Set.of("csv", "xlsx", "json");

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "PDF, JPEG, PNG, TIFF or WebP files, and folders with such files, at most 1,000 in all.")
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

    @Option(names = "--name", description = "What the batch is called (default: the name of the first file).")
    private @Nullable String name;

    @Option(names = "--keep", description = "Leave the system up afterwards.")
    private boolean keep;

    @Spec
    private CommandSpec command = CommandSpec.create();

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
        List<Path> found = found();
        String prompt = strategy == null ? null : strategy.prompt;
        try (Session session = Session.open(keep, screen)) {
            IngestioClient client = session.as(user);
            try (var interrupt = new CancelWhenInterrupted(client, screen)) {
                var upload = new UploadFiles(client, interrupt, screen);
                List<UUID> batches = upload.upload(name == null ? nameOf(found) : name, found, prompt);
                return report(BatchRun.of(client, batches, interrupt::ended, screen), resultFormat);
            }
        }
    }

    private List<Path> found() {
        try {
            return InputFiles.of(files);
        } catch (CannotRun e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private static String nameOf(List<Path> files) {
        String first = files.getFirst().getFileName().toString();
        return files.size() == 1 ? first : "%s and %d more".formatted(first, files.size() - 1);
    }

    /** @return the format of the result */
    private String check() {
        if (out != null && Files.isDirectory(out)) {
            throw wrong("--out names the folder %s; name a file, such as %s".formatted(out, out.resolve("data.csv")));
        }
        Optional<String> named = FORMATS.stream()
                .filter(each -> out != null && out.toString().endsWith("." + each))
                .findFirst();
        String result = format == null ? named.orElse("csv") : format;
        if (!FORMATS.contains(result)) {
            throw wrong("No such format: " + result + "; there are csv, xlsx and json");
        }
        if (named.isPresent() && !named.get().equals(result)) {
            throw wrong("--out ends in .%s, and --format says %s".formatted(named.get(), result));
        }
        return result;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
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
