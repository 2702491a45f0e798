package io.ingestio.jsonschema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSchemaTest {

    private static final String INVOICE = """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.org/invoice",
             "type": "object", "required": ["total"],
             "properties": {
               "total": {"type": "number", "minimum": 0},
               "number": {"type": ["string", "null"], "pattern": "^[A-Z]-[0-9]+$"},
               "items": {"type": "array", "items": {"$ref": "#/$defs/item"}}},
             "$defs": {"item": {"type": "object", "properties": {"parts": {"type": "array", "items": {"$ref": "#/$defs/item"}}}}}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"total\": 1}                                     | ",
                "{\"total\": 1, \"number\": \"A-7\"}                | ",
                "{\"total\": 1, \"items\": [{\"parts\": [{}]}]}     | ",
                "{}                                                 | :required",
                "{\"total\": \"much\"}                              | /total:type",
                "{\"total\": 1, \"number\": \"7\"}                  | /number:pattern",
                "{\"total\": 1, \"items\": [{\"parts\": [3]}]}      | /items/0/parts/0:type"
            })
    void findsTheFirstViolation(String data, String expected) {
        assertThat(DataSchema.compile(INVOICE).check(BoundedJson.read(data)).map(v -> v.pointer() + ":" + v.keyword()))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no json                                             | ''",
                "[]                                                  | ''",
                "{\"type\": \"strin\"}                               | /type",
                "{\"properties\": {\"a\": 5}}                        | /properties/a",
                "{\"properties\": []}                                | /properties",
                "{\"properties\": {\"a/b\": {\"pattern\": \"[\"}}}   | /properties/a~1b/pattern",
                "{\"patternProperties\": {\"(\": {}}}                | /patternProperties/(",
                "{\"$ref\": \"#\"}                                   | ''",
                "{\"allOf\": [{\"$ref\": \"#\"}]}                    | ''",
                "{\"$ref\": \"https://example.org/s\"}               | /$ref",
                "{\"items\": {\"$ref\": \"file:///etc/passwd\"}}     | /items/$ref",
                "{\"items\": {\"$ref\": \"#/$defs/none\"}}           | /items/$ref",
                "{\"$ref\": \"#nowhere\"}                            | /$ref",
                "{\"$ref\": 5}                                       | /$ref",
                "{\"$schema\": \"http://json-schema.org/draft-07/schema#\"} | /$schema",
                "{\"items\": {\"$id\": \"https://example.org/s\"}}   | /items/$id",
                "{\"multipleOf\": 1e-2147483647}                     | /multipleOf",
                "{\"maximum\": 1e2147483647}                         | /maximum"
            })
    void wrongSchemaNamesItsPlace(String schema, String pointer) {
        assertThatThrownBy(() -> DataSchema.compile(schema)).isInstanceOfSatisfying(InvalidSchema.class, invalid -> {
            assertThat(invalid.pointer()).isEqualTo(pointer);
            assertThat(invalid.reason()).isNotBlank();
        });
    }

    @Test
    void mutualReferencesInPlaceAreRejected() {
        assertThatThrownBy(() -> DataSchema.compile("""
                {"$ref": "#/$defs/a", "$defs": {"a": {"anyOf": [{"$ref": "#/$defs/b"}]}, "b": {"not": {"$ref": "#/$defs/a"}}}}
                """)).isInstanceOf(InvalidSchema.class);
    }

    @Test
    void keywordsInsideDataAreNoSchemas() {
        DataSchema schema = DataSchema.compile("""
                {"properties": {"pattern": {"type": "string"}, "$ref": {"type": "string"}},
                 "const": {"pattern": "[", "$ref": "#/nowhere"}}
                """);
        assertThat(schema.check(BoundedJson.read("{\"pattern\": \"[\", \"$ref\": \"#/nowhere\"}")))
                .isEmpty();
    }

    @Test
    void sizeDepthAndCountAreBounded() {
        String wide = IntStream.range(0, 2_000)
                .mapToObj(i -> "\"p" + i + "\":{}")
                .collect(Collectors.joining(",", "{\"properties\":{", "}}"));
        assertThatThrownBy(() -> DataSchema.compile(wide)).isInstanceOf(InvalidSchema.class);
        String deep = "{\"not\":".repeat(100) + "{}" + "}".repeat(100);
        assertThatThrownBy(() -> DataSchema.compile(deep)).isInstanceOf(InvalidSchema.class);
        String large = "{\"description\":\"" + "x".repeat(DataSchema.MAX_CHARACTERS) + "\"}";
        assertThatThrownBy(() -> DataSchema.compile(large)).isInstanceOf(InvalidSchema.class);
        String pattern = "{\"pattern\":\"" + "x".repeat(501) + "\"}";
        assertThatThrownBy(() -> DataSchema.compile(pattern)).isInstanceOf(InvalidSchema.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(a+)+$", "^(a|aa)*$", "(.*a){20}", "^((a+)*)*b\\\\1$"})
    void catastrophicPatternIsStopped(String pattern) {
        DataSchema schema = DataSchema.compile("{\"additionalProperties\":{\"pattern\":\"" + pattern + "\"}}");
        String data = "{\"v\":\"" + "a".repeat(5_000) + "!\"}";
        assertThatThrownBy(() -> schema.check(BoundedJson.read(data))).isInstanceOf(CheckLimitExceeded.class);
    }

    @Test
    void budgetIsForOneCheck() {
        DataSchema schema = DataSchema.compile("{\"pattern\":\"^(a|b)+$\"}");
        var text = BoundedJson.read("\"" + "ab".repeat(300) + "\"");
        for (int i = 0; i < 20_000; i++) {
            assertThat(schema.check(text)).isEmpty();
        }
    }

    @Test
    void exponentialAlternativesAreStopped() {
        // Each level doubles the evaluations: 2 to the power of 30 in all.
        String levels = IntStream.range(0, 30)
                .mapToObj(i -> "\"l%d\":{\"allOf\":[{\"$ref\":\"#/$defs/l%d\"},{\"$ref\":\"#/$defs/l%d\"}]}"
                        .formatted(i, i + 1, i + 1))
                .collect(Collectors.joining(","));
        DataSchema schema = DataSchema.compile(
                "{\"$ref\":\"#/$defs/l0\",\"$defs\":{" + levels + ",\"l30\":{\"type\":\"object\"}}}");
        assertThatThrownBy(() -> schema.check(BoundedJson.read("{}"))).isInstanceOf(CheckLimitExceeded.class);
    }
}
