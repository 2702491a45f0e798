package io.ingestio.export.rows;

import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The columns of a table over many documents, and the rows of each. First all documents are {@link #include included}: the
 * columns are the union of their fields in the order in which each was first seen, after {@code file} and
 * {@code document_type}. Then each gives its {@link #rows}.
 *
 * <p>Normal: one row per document; an array is its number of items and its content. Multi-row: one row per item of one array,
 * the other fields repeated; a document without items keeps one row, so that every document is in the file.
 */
public final class Columns {

    private enum Kind {
        FILE,
        DOCUMENT_TYPE,
        FIELD,
        ARRAY_COUNT,
        ARRAY,
        ITEM
    }

    private record Column(Kind kind, String path) {}

    private static final String ITEM_ITSELF = "";

    private final @Nullable String itemsOf;
    private final Map<Column, Integer> positions = new LinkedHashMap<>();

    private Columns(@Nullable String itemsOf) {
        this.itemsOf = itemsOf;
        add(Kind.FILE, "file");
        add(Kind.DOCUMENT_TYPE, "document_type");
    }

    public static Columns normal() {
        return new Columns(null);
    }

    public static Columns itemsOf(String arrayField) {
        return new Columns(arrayField);
    }

    public void include(Fields fields) {
        fields.values().keySet().forEach(path -> add(Kind.FIELD, path));
        fields.arrays().forEach((path, items) -> {
            if (path.equals(itemsOf)) {
                items.forEach(item -> itemFields(item).keySet().forEach(name -> add(Kind.ITEM, name)));
            } else {
                add(Kind.ARRAY_COUNT, path);
                add(Kind.ARRAY, path);
            }
        });
    }

    /** Unique names; where two fields would have the same, the later ones are numbered. */
    public List<String> headers() {
        Map<String, Integer> seen = new HashMap<>();
        List<String> headers = new ArrayList<>();
        for (Column column : positions.keySet()) {
            String name = name(column);
            int count = seen.merge(name, 1, Integer::sum);
            headers.add(count == 1 ? name : name + " (" + count + ")");
        }
        return headers;
    }

    public List<List<Cell>> rows(String filename, String documentType, Fields fields) {
        Cell[] common = new Cell[positions.size()];
        Arrays.fill(common, Cell.EMPTY);
        set(common, Kind.FILE, "file", new Cell.Text(filename));
        set(common, Kind.DOCUMENT_TYPE, "document_type", new Cell.Text(documentType));
        fields.values().forEach((path, value) -> set(common, Kind.FIELD, path, Cell.of(value)));
        fields.arrays().forEach((path, items) -> {
            if (!path.equals(itemsOf)) {
                set(common, Kind.ARRAY_COUNT, path, new Cell.Numeric(BigDecimal.valueOf(items.size())));
                set(common, Kind.ARRAY, path, content(items));
            }
        });
        JsonNode items = itemsOf == null ? null : fields.arrays().get(itemsOf);
        if (items == null || items.isEmpty()) {
            return List.of(List.of(common));
        }
        return new ItemRows(common, items);
    }

    /** A row for each item, made when it is read: items times columns may be far more than the document. */
    private final class ItemRows extends AbstractList<List<Cell>> {

        private final Cell[] common;
        private final JsonNode items;

        ItemRows(Cell[] common, JsonNode items) {
            this.common = common;
            this.items = items;
        }

        @Override
        public List<Cell> get(int index) {
            Cell[] row = common.clone();
            itemFields(items.get(index))
                    .forEach((name, value) -> Columns.this.set(row, Kind.ITEM, name, Cell.of(value)));
            return List.of(row);
        }

        @Override
        public int size() {
            return items.size();
        }
    }

    /** Lists of plain values read better joined; anything deeper stays JSON, so that nothing is left out. */
    private static Cell content(JsonNode items) {
        if (items.isEmpty()) {
            return Cell.EMPTY;
        }
        boolean plain = items.valueStream().allMatch(JsonNode::isValueNode);
        return new Cell.Text(
                plain
                        ? String.join(
                                "; ",
                                items.valueStream()
                                        .map(item -> item.asString(""))
                                        .toList())
                        : items.toString());
    }

    private static Map<String, JsonNode> itemFields(JsonNode item) {
        if (!item.isObject()) {
            return Map.of(ITEM_ITSELF, item);
        }
        Fields fields = Fields.of(item);
        Map<String, JsonNode> all = new LinkedHashMap<>(fields.values());
        all.putAll(fields.arrays());
        return all;
    }

    private String name(Column column) {
        return switch (column.kind()) {
            case FILE, DOCUMENT_TYPE, FIELD, ARRAY -> column.path();
            case ARRAY_COUNT -> column.path() + " (count)";
            case ITEM -> column.path().equals(ITEM_ITSELF) ? Objects.toString(itemsOf) : itemsOf + "." + column.path();
        };
    }

    private void add(Kind kind, String path) {
        positions.putIfAbsent(new Column(kind, path), positions.size());
    }

    private void set(Cell[] row, Kind kind, String path, Cell value) {
        Integer position = positions.get(new Column(kind, path));
        if (position != null) {
            row[position] = value;
        }
    }
}
