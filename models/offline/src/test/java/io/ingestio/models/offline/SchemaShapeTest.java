package io.ingestio.models.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.models.Instructions;
import io.ingestio.models.offline.value.Reading;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaShapeTest {

    @Test
    void dataHasTheSchemasPropertiesAndTypes() {
        String schema = """
                {"type":"object","properties":{
                  "invoiceNumber":{"type":"string"},"total":{"type":"number"},"deskColour":{"type":["string","null"]},
                  "items":{"type":"array","items":{"type":"object",
                    "properties":{"qty":{"type":"number"},"price":{"type":"string"}}}}}}
                """;
        Reading reading = Reading.of(Typewriter.pages("""
                INVOICE
                Invoice no: A-17
                Description      Qty    Unit price    Amount
                Desk               2         10.00     20.00
                Total                                  20.00
                """));
        assertThat(OfflineModel.data(reading, "invoice", new Instructions("as the schema says", "invoice", schema)))
                .containsEntry("invoiceNumber", "A-17")
                .containsEntry("total", new BigDecimal("20.00"))
                .containsEntry("deskColour", null)
                .containsEntry("items", List.of(Map.of("qty", new BigDecimal("2"), "price", "10.00")))
                .hasSize(4);
    }
}
