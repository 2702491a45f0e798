package io.ingestio.models.offline.table;

import io.ingestio.models.offline.page.Cell;
import java.util.Comparator;
import java.util.List;

/** A column of a table, positioned by its heading. */
record Column(String name, float x, float right) {

    /** The column that a field of the table belongs to: the one whose left edge, right edge or middle is nearest to its own. */
    static Column of(Cell cell, List<Column> columns) {
        return columns.stream()
                .min(Comparator.comparingDouble(column -> column.distance(cell)))
                .orElseThrow();
    }

    private double distance(Cell cell) {
        double middle = Math.abs((x + right) / 2 - (cell.x() + cell.right()) / 2);
        double edges = Math.min(Math.abs(x - cell.x()), Math.abs(right - cell.right()));
        boolean apart = cell.x() > right || cell.right() < x;
        return Math.min(middle, edges) + (apart ? 20 : 0);
    }
}
