package io.ingestio.export.job;

import io.ingestio.contracts.ExportEvent.ExportCompleted;
import io.ingestio.database.Tenancy;
import io.ingestio.export.content.DocumentScratch;
import io.ingestio.export.content.Manifest;
import io.ingestio.export.content.Manifest.Included;
import io.ingestio.export.content.Manifest.Written;
import io.ingestio.export.content.Progress;
import io.ingestio.export.content.WriteExport;
import io.ingestio.export.data.BatchEnd;
import io.ingestio.export.format.ExportImpossible;
import io.ingestio.export.rows.ArrayFields;
import io.ingestio.export.rows.Fields;
import io.ingestio.export.selection.Fingerprint;
import io.ingestio.export.selection.SelectedDocumentReads;
import io.ingestio.export.selection.Selection;
import io.ingestio.export.selection.SkippedDocument;
import io.ingestio.objectstore.ObjectStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builds one export: its documents go from the database to a scratch file, from there as rows to the file, and that to the object
 * store. Blocks; runs on a builder's own thread. May be repeated from the start after any failure: it changes no row.
 */
@Component
class BuildExport {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration READ_LIMIT = Duration.ofMinutes(10);
    private static final Duration STORE_LIMIT = Duration.ofMinutes(10);

    private final SelectedDocumentReads documents;
    private final ObjectStore store;
    private final Tenancy tenancy;

    BuildExport(SelectedDocumentReads documents, ObjectStore store, Tenancy tenancy) {
        this.documents = documents;
        this.store = store;
        this.tenancy = tenancy;
    }

    /**
     * @return the outcome once the file is in the object store
     * @throws ExportImpossible if the format cannot hold these documents
     * @throws io.ingestio.export.rows.ArrayFieldUnknown if no document has the array whose items become rows
     */
    Outcome.Completed build(ExportJob job, Progress progress) throws IOException {
        Path folder = Files.createTempDirectory(DeleteAbandonedScratch.PREFIX);
        Path scratchFile = folder.resolve("documents");
        Path file = folder.resolve("export");
        try {
            DocumentScratch scratch = new DocumentScratch(scratchFile);
            List<BatchEnd> ends = read(documents.batchEnds(job.userId(), selection(job)));
            ArrayFields arrays = readInto(scratch, job, progress);
            Written written = new WriteExport(job.wanted(), scratch, arrays, file, progress).write();
            store.put(job.fileKey(), file, job.wanted().format().mediaType()).block(STORE_LIMIT);
            return completed(job, ends, written, Files.size(file));
        } finally {
            Files.deleteIfExists(scratchFile);
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private ArrayFields readInto(DocumentScratch scratch, ExportJob job, Progress progress) throws IOException {
        ArrayFields arrays = new ArrayFields();
        int[] count = {0};
        try (BufferedWriter out = scratch.write()) {
            tenancy.asService(documents
                            .documents(job.userId(), selection(job))
                            .map(DocumentScratch.Entry::of)
                            .publishOn(Schedulers.boundedElastic(), 1)
                            .doOnNext(entry -> {
                                progress.check();
                                arrays.include(Fields.of(entry.tree()));
                                DocumentScratch.append(out, entry);
                                count[0]++;
                            })
                            .then())
                    .block(READ_LIMIT);
        }
        progress.counted(count[0]);
        return arrays;
    }

    private Outcome.Completed completed(ExportJob job, List<BatchEnd> ends, Written written, long sizeBytes) {
        Set<UUID> included =
                written.included().stream().map(Included::documentId).collect(Collectors.toSet());
        List<SkippedDocument> skipped =
                read(documents.skipped(job.userId(), selection(job), included).collectList());
        Manifest manifest = Manifest.of(selection(job), ends, written, skipped);
        return new Outcome.Completed(
                job.fileKey(),
                sizeBytes,
                manifest.rows(),
                written.columns(),
                JSON.writeValueAsString(manifest),
                Fingerprint.of(
                        job.wanted().canonical(),
                        written.included().stream().map(Included::current).toList(),
                        ends.stream().map(Record::toString).toList()),
                written.included().stream()
                        .map(document -> new ExportCompleted.Included(document.documentId(), document.version()))
                        .toList());
    }

    private <T> T read(Mono<T> statement) {
        return Objects.requireNonNull(tenancy.asService(statement).block(READ_LIMIT));
    }

    private static Selection selection(ExportJob job) {
        return job.wanted().selection();
    }
}
