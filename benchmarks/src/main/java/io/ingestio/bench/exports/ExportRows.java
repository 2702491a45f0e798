package io.ingestio.bench.exports;

import io.ingestio.bench.Benchmark;
import io.ingestio.export.format.CellChanges;
import io.ingestio.export.format.CsvStyle;
import io.ingestio.export.format.ExportFile;
import io.ingestio.export.format.ExportFile.DocumentEntry;
import io.ingestio.export.format.FileSpec;
import io.ingestio.export.rows.Cell;
import io.ingestio.export.rows.Fields;
import io.ingestio.export.rows.Origin;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of ten typed cells to a file, against the libraries that most programs use for it. */
public final class ExportRows implements Benchmark {

    private static final int COLUMNS = 10;
    private static final List<String> HEADERS =
            IntStream.range(0, COLUMNS).mapToObj(i -> "column " + i).toList();
    /** Written again and again, so that neither side pays for making them. */
    private static final List<List<Cell>> ROWS =
            IntStream.range(0, 10_000).mapToObj(ExportRows::row).toList();

    private static final DocumentEntry DOCUMENT =
            new DocumentEntry(new Origin("d", "a.pdf", "invoice"), 1, 0, Fields.tree("{}"));

    private final String name;
    private final Peer peer;
    private final int rows;
    private final String goal;
    private final Path folder;

    public ExportRows(String name, Peer peer, int rows, String goal) throws IOException {
        this.name = name;
        this.peer = peer;
        this.rows = rows;
        this.goal = goal;
        this.folder = Files.createTempDirectory("ingestio-bench-");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String workload() {
        return "%,d rows of %d cells (text, numbers with their decimals, dates) in memory to a file, each cell checked for what a spreadsheet would run; against %s, which checks nothing."
                .formatted(rows, COLUMNS, peer.description());
    }

    @Override
    public String figures() {
        return "rows a second";
    }

    @Override
    public String goal() {
        return goal;
    }

    @Override
    public int repetitions() {
        return 5;
    }

    @Override
    public void warmUp() throws Exception {
        ours(rows / 10);
        theirs(rows / 10);
    }

    @Override
    public Sample measure() throws Exception {
        double ours = ours(rows);
        double theirs = theirs(rows);
        return new Sample(ours, theirs, ours / theirs);
    }

    private double ours(int count) throws IOException {
        long start = System.nanoTime();
        FileSpec spec = new FileSpec(peer.format(), true, CsvStyle.PLAIN);
        try (ExportFile file = ExportFile.open(spec, folder.resolve("ours"), "Data", HEADERS, new CellChanges())) {
            for (int row = 0; row < count; row++) {
                file.add(DOCUMENT, List.of(cells(row)));
            }
        }
        return count / ((System.nanoTime() - start) / 1e9);
    }

    private double theirs(int count) throws Exception {
        return count / peer.seconds(folder.resolve("theirs"), HEADERS, count, ExportRows::cells);
    }

    private static List<Cell> cells(int row) {
        return ROWS.get(row % ROWS.size());
    }

    private static List<Cell> row(int row) {
        List<Cell> cells = new ArrayList<>(COLUMNS);
        for (int column = 0; column < 4; column++) {
            cells.add(new Cell.Text("value " + row + " of " + column));
        }
        for (int column = 4; column < 8; column++) {
            cells.add(new Cell.Numeric(BigDecimal.valueOf(row * 10L + column, 2)));
        }
        cells.add(new Cell.Date(LocalDate.of(2026, 1, 1 + row % 28)));
        cells.add(new Cell.Text("00" + row));
        return cells;
    }
}
