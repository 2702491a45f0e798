package io.ingestio.export.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class FieldsTest {

    @Test
    void nestedValuesHaveDottedPaths() {
        Fields fields = fields("{\"seller\": {\"name\": \"ACME\", \"address\": {\"city\": \"Bonn\"}}, \"total\": 1}");

        assertThat(fields.values().keySet()).containsExactly("seller.name", "seller.address.city", "total");
        assertThat(fields.arrays()).isEmpty();
    }

    @Test
    void arraysStayWhole() {
        Fields fields = fields("{\"order\": {\"lines\": [{\"qty\": 1}, {\"qty\": 2}]}, \"notes\": []}");

        assertThat(fields.values()).isEmpty();
        assertThat(fields.arrays().keySet()).containsExactly("order.lines", "notes");
        assertThat(fields.arrays().get("order.lines")).hasSize(2);
    }

    @Test
    void dotsAndBackslashesInNamesAreEscaped() {
        assertThat(fields("{\"a.b\": 1, \"a\": {\"b\": 2}, \"c\\\\d\": 3}")
                        .values()
                        .keySet())
                .containsExactly("a\\.b", "a.b", "c\\\\d");
    }

    @Test
    void decimalsKeepEveryDigit() {
        assertThat(fields("{\"total\": 0.10000000000000000555}")
                        .values()
                        .get("total")
                        .decimalValue())
                .isEqualTo(new BigDecimal("0.10000000000000000555"));
        assertThat(fields("{\"total\": 12.50}").values().get("total").decimalValue())
                .isEqualTo(new BigDecimal("12.50"));
    }

    @Test
    void fieldsKeepTheOrderOfTheDocument() {
        assertThat(fields("{\"z\": 1, \"a\": 2, \"m\": {\"y\": 3, \"b\": 4}}")
                        .values()
                        .keySet())
                .containsExactly("z", "a", "m.y", "m.b");
    }

    @Test
    void emptyObjectsHaveNoFields() {
        assertThat(fields("{\"seller\": {}}").values()).isEmpty();
        assertThat(fields("{}").values()).isEmpty();
    }

    private static Fields fields(String json) {
        return Fields.of(Fields.tree(json));
    }
}
