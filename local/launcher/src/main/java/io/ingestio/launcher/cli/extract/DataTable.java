package io.ingestio.launcher.cli.extract;

import io.ingestio.launcher.client.Counted;
import io.ingestio.launcher.client.view.DocumentView;
import io.ingestio.launcher.client.view.ExtractedData;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Extracted data as text for a terminal: a document's single values, then each of its lists as a table. */
final class DataTable {
    private static final int ROWS_SHOWN = 6;
    private static final int CELL = 34;

    private final List<String> lines = new ArrayList<>();

    private DataTable() {}

    static List<String> of(DocumentView document, ExtractedData data) {
        var table = new DataTable();
        Integer pages = document.pages();
        String size = pages == null ? "" : ", " + Counted.of(pages, "page");
        String title = "%s  (%s%s)".formatted(document.name(), data.documentType(), size);
        table.lines.add(title);
        table.lines.add("-".repeat(title.length()));
        table.values("", data.data());
        data.warnings().forEach(warning -> table.lines.add("  note: " + warning));
        return table.lines;
    }

    private void values(String prefix, JsonNode object) {
        for (var field : object.properties()) {
            String name = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject()) {
                values(name + ".", value);
            } else if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
                rows(name, value);
            } else if (!value.isNull()) {
                lines.add("  %-22s %s".formatted(name, text(value)));
            }
        }
    }

    private void rows(String name, JsonNode array) {
        Set<String> columns = new LinkedHashSet<>();
        array.values().forEach(row -> columns.addAll(row.propertyNames()));
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.copyOf(columns));
        for (int i = 0; i < Math.min(ROWS_SHOWN, array.size()); i++) {
            JsonNode row = array.get(i);
            cells.add(columns.stream().map(column -> text(row.path(column))).toList());
        }
        lines.add("  " + name + " (" + array.size() + ")");
        cells.forEach(row -> lines.add(line(row, cells)));
        if (array.size() > ROWS_SHOWN) {
            lines.add("      ... and " + (array.size() - ROWS_SHOWN) + " more");
        }
    }

    private static String line(List<String> row, List<List<String>> all) {
        var line = new StringBuilder("     ");
        for (int column = 0; column < row.size(); column++) {
            int index = column;
            int width = all.stream()
                    .mapToInt(cells -> cells.get(index).length())
                    .max()
                    .orElse(0);
            line.append(' ')
                    .append(row.get(column))
                    .append(" ".repeat(width - row.get(column).length() + 1));
        }
        return line.toString().stripTrailing();
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        String text = value.isContainer() ? value.toString() : value.asString();
        String line = text.replaceAll("\\s+", " ");
        return line.length() > CELL * 2 ? line.substring(0, CELL * 2 - 3) + "..." : line;
    }
}
