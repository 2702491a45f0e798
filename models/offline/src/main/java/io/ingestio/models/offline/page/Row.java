package io.ingestio.models.offline.page;

import java.util.List;
import java.util.stream.Collectors;

/** A line of a page as cells from left to right. */
public record Row(int page, int number, List<Cell> cells) {

    public String text() {
        return cells.stream().map(Cell::text).collect(Collectors.joining(" "));
    }

    public Cell first() {
        return cells.getFirst();
    }

    Cell last() {
        return cells.getLast();
    }

    float y() {
        return (float) cells.stream().mapToDouble(Cell::y).min().orElseThrow();
    }

    float bottom() {
        return (float) cells.stream().mapToDouble(Cell::bottom).max().orElseThrow();
    }
}
