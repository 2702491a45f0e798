package io.ingestio.bench.exports;

import io.ingestio.bench.Benchmark;
import io.ingestio.export.content.DocumentScratch;
import io.ingestio.export.content.Progress;
import io.ingestio.export.content.WriteExport;
import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.format.ExportOptions;
import io.ingestio.export.format.ExportType;
import io.ingestio.export.rows.ArrayFields;
import io.ingestio.export.selection.Selection;
import io.ingestio.export.selection.WantedExport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The live heap while the workbook of 100,000 documents is written, over that before. */
public final class ExportMemory implements Benchmark {

    private static final int DOCUMENTS = 100_000;
    private static final double ALLOWED = 64;
    private static final double MEGABYTE = 1024.0 * 1024.0;
    private static final long LOOK = 500;

    private final Path folder;

    public ExportMemory() throws IOException {
        this.folder = Files.createTempDirectory("ingestio-bench-");
    }

    @Override
    public String name() {
        return "export-memory";
    }

    @Override
    public String workload() {
        return "%,d documents of ten fields, from the scratch file of a builder to a workbook; the largest live heap, collected and looked at every 500 ms, over that before."
                .formatted(DOCUMENTS);
    }

    @Override
    public String figures() {
        return "MB of live heap, peer = what is allowed";
    }

    @Override
    public String goal() {
        return "<= 1";
    }

    @Override
    public int repetitions() {
        return 3;
    }

    @Override
    public Sample measure() throws Exception {
        DocumentScratch scratch = new DocumentScratch(folder.resolve("scratch"));
        fill(scratch);
        WantedExport wanted = new WantedExport(
                Selection.ofBatch(new UUID(1, 1)), ExportFormat.XLSX, ExportType.NORMAL, null, ExportOptions.NONE);
        WriteExport write = new WriteExport(
                wanted,
                scratch,
                new ArrayFields(),
                folder.resolve("file.xlsx"),
                new Progress(Clock.systemUTC(), Duration.ofHours(1)));
        long before = live();
        AtomicLong most = new AtomicLong(before);
        Thread looking = Thread.ofPlatform().daemon().start(() -> look(most));
        long rows = write.write().rows();
        looking.interrupt();
        looking.join();
        if (rows != DOCUMENTS) {
            throw new IllegalStateException(rows + " rows were written");
        }
        double ours = (most.get() - before) / MEGABYTE;
        return new Sample(ours, ALLOWED, ours / ALLOWED);
    }

    private static void look(AtomicLong most) {
        try {
            while (true) {
                Thread.sleep(LOOK);
                most.accumulateAndGet(live(), Math::max);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static long live() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void fill(DocumentScratch scratch) throws IOException {
        try (BufferedWriter out = scratch.write()) {
            for (int i = 0; i < DOCUMENTS; i++) {
                StringBuilder data =
                        new StringBuilder("{\"number\":\"").append(i).append('"');
                for (int field = 1; field < 10; field++) {
                    data.append(",\"amount ")
                            .append(field)
                            .append("\":")
                            .append(i)
                            .append(".50");
                }
                DocumentScratch.append(
                        out,
                        new DocumentScratch.Entry(
                                new UUID(1, i),
                                1,
                                0,
                                "invoice-" + i + ".pdf",
                                "invoice",
                                data.append('}').toString()));
            }
        }
    }
}
