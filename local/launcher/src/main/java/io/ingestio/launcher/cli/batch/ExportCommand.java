package io.ingestio.launcher.cli.batch;

import io.ingestio.launcher.cli.Screen;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.client.view.ExportView;
import io.ingestio.launcher.part.CannotRun;
import io.ingestio.launcher.part.Pause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = "Writes the data of batches to a file, documents in the order of their submission.",
        mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
    private static final List<String> FORMATS = List.of("csv", "xlsx", "json", "jsonl");
    private static final Duration LOOK = Duration.ofMillis(200);

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private AsUser as = new AsUser();

    @Parameters(paramLabel = "BATCH", arity = "1..*", description = "Ids of batches, in the order of the file.")
    private List<UUID> batches = new ArrayList<>();

    @Option(names = "--format", description = "csv, xlsx, json or jsonl (default: as --out ends, else csv).")
    private @Nullable String format;

    @Option(
            names = "--rows",
            paramLabel = "LIST",
            description = "A row for each item of this list, such as line_items (default: a row for each document).")
    private @Nullable String rows;

    @Option(names = "--sheets", description = "A sheet for each list; with the format xlsx and without --rows.")
    private boolean sheets;

    @Option(names = "--confirmed", description = "Only documents whose data a person has confirmed.")
    private boolean confirmed;

    @Option(names = "--template", paramLabel = "ID", description = "Columns as this export template has them.")
    private @Nullable UUID template;

    @Option(names = "--out", description = "Where the file goes (default: out/export.FORMAT).")
    private @Nullable Path out;

    private final Screen screen = new Screen();

    @Override
    public Integer call() {
        String wanted = format();
        Path file = out == null ? Path.of("out", "export." + wanted) : out;
        IngestioClient client = as.client();
        ExportView export = built(client, client.export(body(wanted)));
        client.download(export.id(), file);
        screen.line("Wrote " + file);
        ExportLines.of(export).forEach(screen::line);
        return 0;
    }

    private Map<String, Object> body(String wanted) {
        Map<String, Object> body = new HashMap<>();
        body.put("batchIds", batches.stream().map(UUID::toString).toList());
        body.put("format", wanted);
        body.put("type", rows == null && !sheets ? "normal" : "multi_row");
        body.put("confirmedOnly", confirmed);
        if (rows != null) {
            body.put("arrayField", rows);
        }
        if (sheets) {
            body.put("sheets", "per_array");
        }
        if (template != null) {
            body.put("templateId", template.toString());
        }
        return body;
    }

    private ExportView built(IngestioClient client, UUID id) {
        ExportView export = client.export(id);
        while (!export.isCompleted()) {
            if (export.isFailed()) {
                throw new CannotRun("The export failed: %s [%s]".formatted(export.errorDetail(), export.errorCode()));
            }
            if (export.documentsDone() != null && export.documentsOf() != null) {
                screen.ticks("%d of %d documents".formatted(export.documentsDone(), export.documentsOf()));
            }
            Pause.of(LOOK);
            export = client.export(id);
        }
        return export;
    }

    private String format() {
        if (out != null && Files.isDirectory(out)) {
            throw wrong("--out names the folder %s; name a file, such as %s".formatted(out, out.resolve("data.csv")));
        }
        String ending = out == null ? "" : out.toString().replaceFirst("^.*\\.", "");
        String wanted = format != null ? format : FORMATS.contains(ending) ? ending : "csv";
        if (!FORMATS.contains(wanted)) {
            throw wrong("No such format: " + wanted + "; there are csv, xlsx, json and jsonl");
        }
        if (FORMATS.contains(ending) && !ending.equals(wanted)) {
            throw wrong("--out ends in .%s, and --format says %s".formatted(ending, wanted));
        }
        return wanted;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
