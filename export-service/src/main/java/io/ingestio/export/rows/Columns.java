package io.ingestio.export.rows;

import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The columns of a table over many documents, and the rows of each. First all documents are {@link #include included}: the
 * columns are the union of their fields in the order in which each was first seen, after {@code file}, {@code document_id} and
 * {@code document_type}. Then each gives its {@link #rows}.
 *
 * <p>Normal: one row per document; an array is its number of items and its content as JSON. Multi-row: one row per item of one
 * array, the other fields repeated; a document without items keeps one row, so that every document is in the file. Where each array
 * has a table of its own, the table of the documents has the numbers of items, and those of the items nothing else.
 */
public final class Columns {

    private enum Kind {
        FILE,
        DOCUMENT_ID,
        DOCUMENT_TYPE,
        FIELD,
        ARRAY_COUNT,
        ARRAY,
        ITEM
    }

    private enum Scope {
        ALL,
        WITHOUT_ARRAYS,
        ITEMS
    }

    private record Column(Kind kind, String path) {}

    private static final String ITEM_ITSELF = "";
    private static final int BLANK = -1;

    private final @Nullable String itemsOf;
    private final Scope scope;
    private final Map<Column, Integer> positions = new LinkedHashMap<>();
    private @Nullable Chosen chosen;

    /** @param positions of the columns in full rows, or {@link #BLANK} */
    private record Chosen(List<String> headers, int[] positions) {}

    private Columns(@Nullable String itemsOf, Scope scope) {
        this.itemsOf = itemsOf;
        this.scope = scope;
        add(Kind.FILE, "file");
        add(Kind.DOCUMENT_ID, "document_id");
        add(Kind.DOCUMENT_TYPE, "document_type");
    }

    /** A row a document. */
    public static Columns normal() {
        return new Columns(null, Scope.ALL);
    }

    /** A row an item, with all that the document has beside. */
    public static Columns itemsOf(String arrayField) {
        return new Columns(arrayField, Scope.ALL);
    }

    /** A row a document, with the numbers of items and without the items. */
    public static Columns withoutArrays() {
        return new Columns(null, Scope.WITHOUT_ARRAYS);
    }

    /** A row an item, with nothing else of the document; a document without items has none. */
    public static Columns onlyItemsOf(String arrayField) {
        return new Columns(arrayField, Scope.ITEMS);
    }

    public void include(Fields fields) {
        if (scope != Scope.ITEMS) {
            fields.values().keySet().forEach(path -> add(Kind.FIELD, path));
        }
        fields.arrays().forEach((path, items) -> {
            if (path.equals(itemsOf)) {
                items.forEach(item -> itemFields(item).keySet().forEach(name -> add(Kind.ITEM, name)));
            } else if (scope != Scope.ITEMS) {
                add(Kind.ARRAY_COUNT, path);
                if (scope == Scope.ALL) {
                    add(Kind.ARRAY, path);
                }
            }
        });
    }

    /** Columns so far. */
    public int size() {
        return positions.size();
    }

    /** From now on the table has these columns, in this order; one that no document has is blank. */
    public void choose(List<ColumnChoice> choices) {
        Map<String, Integer> byHeader = new HashMap<>();
        List<String> all = unique(positions.keySet().stream().map(this::name).toList());
        for (int position = 0; position < all.size(); position++) {
            byHeader.put(all.get(position), position);
        }
        chosen = new Chosen(
                unique(choices.stream().map(ColumnChoice::header).toList()),
                choices.stream()
                        .mapToInt(choice -> byHeader.getOrDefault(choice.field(), BLANK))
                        .toArray());
    }

    /** Unique names; where two fields would have the same, the later ones are numbered. */
    public List<String> headers() {
        return chosen != null
                ? chosen.headers()
                : unique(positions.keySet().stream().map(this::name).toList());
    }

    private static List<String> unique(List<String> names) {
        Set<String> used = new HashSet<>(names);
        Map<String, Integer> seen = new HashMap<>();
        List<String> headers = new ArrayList<>();
        for (String name : names) {
            int count = seen.merge(name, 1, Integer::sum);
            String header = name;
            if (count > 1) {
                header = name + " (" + count + ")";
                while (!used.add(header)) {
                    count = seen.merge(name, 1, Integer::sum);
                    header = name + " (" + count + ")";
                }
            }
            headers.add(header);
        }
        return headers;
    }

    public List<List<Cell>> rows(Origin document, Fields fields) {
        List<List<Cell>> rows = fullRows(document, fields);
        return chosen == null ? rows : new ChosenCells(rows, chosen.positions());
    }

    private List<List<Cell>> fullRows(Origin document, Fields fields) {
        Cell[] common = new Cell[positions.size()];
        Arrays.fill(common, Cell.EMPTY);
        set(common, Kind.FILE, "file", new Cell.Text(document.filename()));
        set(common, Kind.DOCUMENT_ID, "document_id", new Cell.Text(document.documentId()));
        set(common, Kind.DOCUMENT_TYPE, "document_type", new Cell.Text(document.documentType()));
        fields.values().forEach((path, value) -> set(common, Kind.FIELD, path, Cell.of(value)));
        fields.arrays().forEach((path, items) -> {
            if (!path.equals(itemsOf)) {
                set(common, Kind.ARRAY_COUNT, path, new Cell.Numeric(BigDecimal.valueOf(items.size())));
                set(common, Kind.ARRAY, path, content(items));
            }
        });
        JsonNode items = itemsOf == null ? null : fields.arrays().get(itemsOf);
        if (items != null && !items.isEmpty()) {
            return new ItemRows(common, items);
        }
        return scope == Scope.ITEMS ? List.of() : List.of(List.of(common));
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

    /** Rows of which only the chosen cells are seen; each is made when it is read. */
    private static final class ChosenCells extends AbstractList<List<Cell>> {

        private final List<List<Cell>> rows;
        private final int[] positions;

        ChosenCells(List<List<Cell>> rows, int[] positions) {
            this.rows = rows;
            this.positions = positions;
        }

        @Override
        public List<Cell> get(int index) {
            List<Cell> full = rows.get(index);
            return Arrays.stream(positions)
                    .mapToObj(position -> position == BLANK ? Cell.EMPTY : full.get(position))
                    .toList();
        }

        @Override
        public int size() {
            return rows.size();
        }
    }

    /** As JSON, so that nothing is left out and no separator can be part of a value. */
    private static Cell content(JsonNode items) {
        return items.isEmpty() ? Cell.EMPTY : new Cell.Text(items.toString());
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
            case FILE, DOCUMENT_ID, DOCUMENT_TYPE, FIELD, ARRAY -> column.path();
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
