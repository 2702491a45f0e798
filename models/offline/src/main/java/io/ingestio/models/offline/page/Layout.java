package io.ingestio.models.offline.page;

import io.ingestio.reader.DocumentText;
import io.ingestio.reader.Line;
import io.ingestio.reader.PageText;
import io.ingestio.reader.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A document as rows of cells, with the two directions from a label to its value: to the right, and down. */
public final class Layout {
    /** A gap wider than this part of a line's height ends a cell: two to three times a usual space. */
    private static final float CELL_GAP = 0.85f;
    /** Largest distance from a label to a value below it, in heights of the label. */
    private static final float REACH_DOWN = 3.2f;

    private final List<Row> rows;

    private Layout(List<Row> rows) {
        this.rows = rows;
    }

    public static Layout of(DocumentText text) {
        List<Row> rows = new ArrayList<>();
        for (PageText page : text.pages()) {
            for (Line line : page.lines()) {
                rows.add(row(page.number(), rows.size(), line));
            }
        }
        return new Layout(List.copyOf(rows));
    }

    private static Row row(int page, int number, Line line) {
        List<Double> heights = line.words().stream()
                .map(word -> (double) word.height())
                .sorted()
                .toList();
        double height = heights.get(heights.size() / 2);
        List<Cell> cells = new ArrayList<>();
        List<Word> open = new ArrayList<>();
        for (Word word : line.words()) {
            if (!open.isEmpty() && word.x() - open.getLast().right() > CELL_GAP * height) {
                cells.add(new Cell(page, number, cells.size(), List.copyOf(open)));
                open.clear();
            }
            open.add(word);
        }
        cells.add(new Cell(page, number, cells.size(), List.copyOf(open)));
        return new Row(page, number, List.copyOf(cells));
    }

    public List<Row> rows() {
        return rows;
    }

    public List<Cell> cells() {
        return rows.stream().flatMap(row -> row.cells().stream()).toList();
    }

    /** The cells to the right of a cell on its line, nearest first. */
    public List<Cell> rightOf(Cell cell) {
        List<Cell> cells = rows.get(cell.row()).cells();
        return cells.subList(Math.min(cells.size(), cell.index() + 1), cells.size());
    }

    /** The nearest cell below that shares some of this cell's width, or has the same left edge. */
    public Optional<Cell> below(Cell cell) {
        for (int i = cell.row() + 1; i < rows.size() && rows.get(i).page() == cell.page(); i++) {
            Row row = rows.get(i);
            if (row.y() > cell.bottom() + REACH_DOWN * cell.height()) {
                return Optional.empty();
            }
            Optional<Cell> under = row.cells().stream()
                    .filter(other -> other.y() > cell.y() && other.overlaps(cell))
                    .findFirst();
            if (under.isPresent()) {
                return under;
            }
        }
        return Optional.empty();
    }
}
