package io.ingestio.export.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    private static final String INVOICE = """
            {"number": "007", "date": "2026-03-01", "seller": {"name": "ACME", "vat.id": null}, "total": 12.50, "paid": true,
             "items": [{"name": "bolt", "qty": 2}, {"name": "nut", "tags": ["a", "b"]}], "notes": ["x", "y"]}""";

    @Test
    void givesADocumentOneRowWithTypedCells() {
        Columns columns = Columns.normal();
        Fields fields = fields(INVOICE);
        columns.include(fields);

        assertThat(columns.headers())
                .containsExactly(
                        "file",
                        "document_id",
                        "document_type",
                        "number",
                        "date",
                        "seller.name",
                        "seller.vat\\.id",
                        "total",
                        "paid",
                        "items (count)",
                        "items",
                        "notes (count)",
                        "notes");
        assertThat(columns.rows(new Origin("id-1", "a.pdf", "invoice"), fields))
                .containsExactly(List.of(
                        text("a.pdf"),
                        text("id-1"),
                        text("invoice"),
                        text("007"),
                        new Cell.Date(LocalDate.of(2026, 3, 1)),
                        text("ACME"),
                        Cell.EMPTY,
                        new Cell.Numeric(new BigDecimal("12.50")),
                        new Cell.Truth(true),
                        number(2),
                        text("[{\"name\":\"bolt\",\"qty\":2},{\"name\":\"nut\",\"tags\":[\"a\",\"b\"]}]"),
                        number(2),
                        text("[\"x\",\"y\"]")));
    }

    @Test
    void givesEachItemARowAndRepeatsTheOtherFields() {
        Columns columns = Columns.itemsOf("items");
        Fields fields =
                fields("{\"number\": \"1\", \"items\": [{\"name\": \"bolt\"}, {\"qty\": 3, \"tags\": [\"a\"]}]}");
        columns.include(fields);

        assertThat(columns.headers())
                .containsExactly(
                        "file", "document_id", "document_type", "number", "items.name", "items.qty", "items.tags");
        assertThat(columns.rows(new Origin("id-1", "a.pdf", "invoice"), fields))
                .containsExactly(
                        List.of(
                                text("a.pdf"),
                                text("id-1"),
                                text("invoice"),
                                text("1"),
                                text("bolt"),
                                Cell.EMPTY,
                                Cell.EMPTY),
                        List.of(
                                text("a.pdf"),
                                text("id-1"),
                                text("invoice"),
                                text("1"),
                                Cell.EMPTY,
                                number(3),
                                text("[\"a\"]")));
    }

    @Test
    void keepsARowForADocumentWithoutItems() {
        Columns columns = Columns.itemsOf("items");
        columns.include(fields("{\"items\": [\"one\", \"two\"]}"));
        Fields without = fields("{\"total\": 1}");
        columns.include(without);

        assertThat(columns.headers()).containsExactly("file", "document_id", "document_type", "items", "total");
        assertThat(columns.rows(new Origin("id-1", "b.pdf", "other"), without))
                .containsExactly(List.of(text("b.pdf"), text("id-1"), text("other"), Cell.EMPTY, number(1)));
    }

    @Test
    void unitesFieldsInOrderOfFirstAppearance() {
        Columns columns = Columns.normal();
        columns.include(fields("{\"b\": 1, \"a\": 2}"));
        columns.include(fields("{\"c\": 1, \"a\": 2}"));

        assertThat(columns.headers()).containsExactly("file", "document_id", "document_type", "b", "a", "c");
        assertThat(columns.rows(new Origin("id-1", "f", "t"), fields("{\"c\": 9}")))
                .containsExactly(List.of(text("f"), text("id-1"), text("t"), Cell.EMPTY, Cell.EMPTY, number(9)));
    }

    @Test
    void keepsFieldsApartThatHaveTheSameName() {
        Columns columns = Columns.normal();
        Fields fields = fields("{\"file\": \"from the document\", \"a.b\": 1, \"a\": {\"b\": 2}}");
        columns.include(fields);

        assertThat(columns.headers())
                .containsExactly("file", "document_id", "document_type", "file (2)", "a\\.b", "a.b");
        assertThat(columns.rows(new Origin("id-1", "f", "t"), fields))
                .containsExactly(
                        List.of(text("f"), text("id-1"), text("t"), text("from the document"), number(1), number(2)));
    }

    @Test
    void writesTheChosenColumnsInTheirOrder() {
        Columns columns = Columns.itemsOf("items");
        Fields fields = fields("{\"number\": \"1\", \"items\": [{\"qty\": 2}, {\"qty\": 3}]}");
        columns.include(fields);

        columns.choose(List.of(
                new ColumnChoice("items.qty", "Quantity"),
                new ColumnChoice("vendor", null),
                new ColumnChoice("number", "Quantity")));

        assertThat(columns.headers()).containsExactly("Quantity", "vendor", "Quantity (2)");
        assertThat(columns.rows(new Origin("id-1", "a.pdf", "invoice"), fields))
                .containsExactly(List.of(number(2), Cell.EMPTY, text("1")), List.of(number(3), Cell.EMPTY, text("1")));
    }

    @Test
    void givesAnArrayATableOfItsOwn() {
        Fields fields = fields("{\"number\": \"1\", \"items\": [{\"qty\": 2}], \"taxes\": [{\"rate\": 19}]}");
        Columns documents = Columns.withoutArrays();
        Columns items = Columns.onlyItemsOf("items");
        documents.include(fields);
        items.include(fields);

        assertThat(documents.headers())
                .containsExactly("file", "document_id", "document_type", "number", "items (count)", "taxes (count)");
        assertThat(items.headers()).containsExactly("file", "document_id", "document_type", "items.qty");
        assertThat(items.rows(new Origin("id-1", "a.pdf", "invoice"), fields))
                .containsExactly(List.of(text("a.pdf"), text("id-1"), text("invoice"), number(2)));
        assertThat(items.rows(new Origin("id-2", "b.pdf", "invoice"), fields("{\"items\": []}")))
                .isEmpty();
    }

    @Test
    void numbersNamesUntilTheyAreUnique() {
        Columns columns = Columns.normal();
        columns.include(fields("{\"file\": 1, \"file (2)\": 2}"));

        assertThat(columns.headers()).doesNotHaveDuplicates().contains("file", "file (2)");
    }

    private static Fields fields(String json) {
        return Fields.of(Fields.tree(json));
    }

    private static Cell text(String value) {
        return new Cell.Text(value);
    }

    private static Cell number(long value) {
        return new Cell.Numeric(BigDecimal.valueOf(value));
    }

    /** 10,000 items with a field of their own each: 100 million cells, of which one row is in memory at a time. */
    @Test
    void makesOneRowAtATime() {
        var items = new StringBuilder("{\"items\":[");
        for (int i = 0; i < 10_000; i++) {
            items.append(i == 0 ? "" : ",").append("{\"k").append(i).append("\":1}");
        }
        Fields wide = fields(items.append("]}").toString());
        Columns columns = Columns.itemsOf("items");
        columns.include(wide);

        List<List<Cell>> rows = columns.rows(new Origin("id-1", "wide.pdf", "other"), wide);

        assertThat(rows).hasSize(10_000);
        assertThat(rows.get(9_999)).hasSize(10_003).last().isEqualTo(new Cell.Numeric(BigDecimal.ONE));
    }
}
