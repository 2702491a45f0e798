package io.ingestio.export.job;

import static java.util.Objects.requireNonNull;

import io.ingestio.contracts.ExportEvent.ExportCompleted;
import io.ingestio.database.Tenancy;
import io.ingestio.export.data.BatchEnd;
import io.ingestio.export.data.BatchEndTable;
import io.ingestio.export.data.ExtractedDataTable;
import io.ingestio.export.data.ExtractedDocument;
import io.ingestio.export.format.ExportFile;
import io.ingestio.export.format.ExportFile.DocumentEntry;
import io.ingestio.export.format.ExportImpossible;
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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/**
 * Builds one export: its documents go from the database to a scratch file, from there as rows to the file, and that to the object
 * store. Blocks; runs on a builder's own thread. May be repeated from the start after any failure: it changes no row.
 */
@Component
class BuildExport {

    private static final Duration READ_LIMIT = Duration.ofMinutes(10);
    private static final Duration STORE_LIMIT = Duration.ofMinutes(10);

    private final ExtractedDataTable data;
    private final BatchEndTable batchEnds;
    private final ObjectStore store;
    private final Tenancy tenancy;

    BuildExport(ExtractedDataTable data, BatchEndTable batchEnds, ObjectStore store, Tenancy tenancy) {
        this.data = data;
        this.batchEnds = batchEnds;
        this.store = store;
        this.tenancy = tenancy;
    }

    /**
     * @return the outcome once the file is in the object store
     * @throws ExportImpossible if the format cannot hold these documents
     */
    Outcome.Completed build(ExportJob job) throws IOException {
        Path folder = Files.createTempDirectory("ingestio-export-");
        Path documents = folder.resolve("documents");
        Path file = folder.resolve("export");
        try {
            DocumentScratch scratch = new DocumentScratch(documents);
            Columns columns = readInto(scratch, job);
            List<String> headers = columns.headers();
            List<Manifest.Included> included = write(job, scratch, headers, columns, file);
            Manifest manifest = Manifest.of(job, batchEnd(job), headers, included);
            store.put(job.fileKey(), file, job.format().mediaType()).block(STORE_LIMIT);
            return new Outcome.Completed(
                    job.fileKey(),
                    Files.size(file),
                    manifest.rows(),
                    headers,
                    DocumentScratch.JSON.writeValueAsString(manifest),
                    included.stream()
                            .map(document -> new ExportCompleted.Included(document.documentId(), document.version()))
                            .toList());
        } finally {
            Files.deleteIfExists(documents);
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private Columns readInto(DocumentScratch scratch, ExportJob job) throws IOException {
        String arrayField = job.arrayField();
        Columns columns = arrayField == null ? Columns.normal() : Columns.itemsOf(arrayField);
        try (BufferedWriter out = scratch.write()) {
            tenancy.asService(documents(job)
                            .map(DocumentScratch.Entry::of)
                            .publishOn(Schedulers.boundedElastic(), 16)
                            .doOnNext(entry -> {
                                columns.include(Fields.of(entry.tree()));
                                DocumentScratch.append(out, entry);
                            })
                            .then())
                    .block(READ_LIMIT);
        }
        return columns;
    }

    /** The newest version of each document that has one. */
    private Flux<ExtractedDocument> documents(ExportJob job) {
        List<UUID> named = job.documentIds();
        return named != null
                ? data.newest(job.userId(), named)
                : data.newestOfBatch(job.userId(), requireNonNull(job.batchId()));
    }

    private @Nullable BatchEnd batchEnd(ExportJob job) {
        UUID batchId = job.batchId();
        return batchId == null
                ? null
                : tenancy.statementAsService(batchEnds.find(job.userId(), batchId))
                        .block(READ_LIMIT);
    }

    private static List<Manifest.Included> write(
            ExportJob job, DocumentScratch scratch, List<String> headers, Columns columns, Path file)
            throws IOException {
        List<Manifest.Included> included = new ArrayList<>();
        try (ExportFile export = ExportFile.open(job.format(), job.type(), file, headers)) {
            scratch.forEach(entry -> {
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
}
