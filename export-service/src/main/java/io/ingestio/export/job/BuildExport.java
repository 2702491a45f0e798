package io.ingestio.export.job;

import io.ingestio.database.Tenancy;
import io.ingestio.export.data.BatchEnd;
import io.ingestio.export.data.BatchEndTable;
import io.ingestio.export.data.ExtractedDataTable;
import io.ingestio.export.format.ExportFile;
import io.ingestio.export.format.ExportFile.DocumentEntry;
import io.ingestio.export.rows.Cell;
import io.ingestio.export.rows.Columns;
import io.ingestio.export.rows.Fields;
import io.ingestio.objectstore.ObjectStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/**
 * Builds one export: its documents go from the database to a scratch file, from there as rows to the file, and that to the
 * object store. Blocks; runs on a builder's own thread. May be repeated from the start after any failure.
 */
@Component
class BuildExport {

    private static final Duration READ_LIMIT = Duration.ofMinutes(10);
    private static final Duration STORE_LIMIT = Duration.ofMinutes(10);

    private final ExtractedDataTable data;
    private final BatchEndTable batchEnds;
    private final ExportQueueTable queue;
    private final ObjectStore store;
    private final Tenancy tenancy;

    BuildExport(
            ExtractedDataTable data,
            BatchEndTable batchEnds,
            ExportQueueTable queue,
            ObjectStore store,
            Tenancy tenancy) {
        this.data = data;
        this.batchEnds = batchEnds;
        this.queue = queue;
        this.store = store;
        this.tenancy = tenancy;
    }

    void build(ExportJob job) throws IOException {
        Path scratch = Files.createTempDirectory("ingestio-export-");
        Path spoolFile = scratch.resolve("documents");
        Path file = scratch.resolve("export");
        try {
            Spool spool = new Spool(spoolFile);
            Columns columns = spool(job, spool);
            List<String> headers = columns.headers();
            List<Manifest.Included> included = write(job, spool, headers, columns, file);
            Manifest manifest = manifest(job, batchEnd(job), headers, included);
            store.put(job.objectKey(), file, job.format().mediaType()).block(STORE_LIMIT);
            String manifestJson = Spool.JSON.writeValueAsString(manifest);
            tenancy.statementAsService(
                            queue.complete(job, Files.size(file), manifest.rows(), manifest.columns(), manifestJson))
                    .block(READ_LIMIT);
        } finally {
            Files.deleteIfExists(spoolFile);
            Files.deleteIfExists(file);
            Files.deleteIfExists(scratch);
        }
    }

    private Columns spool(ExportJob job, Spool spool) throws IOException {
        String arrayField = job.arrayField();
        Columns columns = arrayField == null ? Columns.normal() : Columns.itemsOf(arrayField);
        try (BufferedWriter out = spool.write()) {
            tenancy.asService(job.read(data)
                            .map(Spool.Entry::of)
                            .publishOn(Schedulers.boundedElastic(), 16)
                            .doOnNext(entry -> {
                                columns.include(Fields.of(entry.tree()));
                                Spool.append(out, entry);
                            })
                            .then())
                    .block(READ_LIMIT);
        }
        return columns;
    }

    private @Nullable BatchEnd batchEnd(ExportJob job) {
        UUID batchId = job.batchId();
        return batchId == null
                ? null
                : tenancy.statementAsService(batchEnds.find(job.userId(), batchId))
                        .block(READ_LIMIT);
    }

    private static List<Manifest.Included> write(
            ExportJob job, Spool spool, List<String> headers, Columns columns, Path file) throws IOException {
        List<Manifest.Included> included = new ArrayList<>();
        try (ExportFile export = ExportFile.open(job.format(), job.type(), file, headers)) {
            spool.forEach(entry -> {
                JsonNode tree = entry.tree();
                List<List<Cell>> rows = columns.rows(entry.filename(), entry.documentType(), Fields.of(tree));
                export.add(
                        new DocumentEntry(
                                entry.documentId().toString(),
                                entry.version(),
                                entry.filename(),
                                entry.documentType(),
                                tree),
                        rows);
                included.add(new Manifest.Included(entry.documentId(), entry.filename(), entry.version(), rows.size()));
            });
        }
        return included;
    }

    static Manifest manifest(
            ExportJob job, @Nullable BatchEnd end, List<String> headers, List<Manifest.Included> included) {
        Set<UUID> there = new HashSet<>();
        included.forEach(document -> there.add(document.documentId()));
        List<UUID> wanted = job.documents() == null ? List.of() : job.documents();
        List<UUID> missing = wanted.stream().filter(id -> !there.contains(id)).toList();
        long rows = included.stream().mapToLong(Manifest.Included::rows).sum();
        Integer batchDocuments = end == null ? null : end.documents();
        String note = job.batchId() == null ? noteOnDocuments(missing) : noteOnBatch(end, included.size());
        return new Manifest(included.size(), rows, batchDocuments, headers, job.arrayField(), included, missing, note);
    }

    private static @Nullable String noteOnDocuments(List<UUID> missing) {
        return missing.isEmpty() ? null : "The missing documents had no extracted data when the file was built.";
    }

    private static @Nullable String noteOnBatch(@Nullable BatchEnd end, int included) {
        if (end == null) {
            return "The batch had not ended when the file was built: documents extracted later are not in it.";
        }
        int left = end.documents() - included;
        return left == 0
                ? null
                : "%d of the %d documents of the batch have no extracted data and are not in it."
                        .formatted(left, end.documents());
    }
}
