package io.ingestio.export.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.export.rows.Fields;
import org.junit.jupiter.api.Test;

class ArrayFieldsTest {

    @Test
    void proposesTheArrayThatMostDocumentsHave() {
        ArrayFields arrays = new ArrayFields();
        arrays.include(fields("{\"notes\": [], \"items\": []}"));
        assertThat(arrays.mostCommon()).hasValue("notes");
        arrays.include(fields("{\"order\": {\"lines\": []}, \"items\": []}"));

        assertThat(arrays.mostCommon()).hasValue("items");
        assertThat(arrays.names()).containsExactly("notes", "items", "order.lines");
        assertThat(new ArrayFields().mostCommon()).isEmpty();
    }

    private static Fields fields(String json) {
        return Fields.of(Fields.tree(json));
    }
}
