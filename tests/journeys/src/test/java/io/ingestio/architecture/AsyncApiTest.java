package io.ingestio.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.Topic;
import io.ingestio.jsonschema.DataSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code docs/asyncapi.json} from the code. The build fails where the file in the repository says something else. */
class AsyncApiTest {

    private static final Path FILE = Path.of("..", "..", "docs", "asyncapi.json");

    private final AsyncApi asyncApi = new AsyncApi();

    @Test
    void documentSaysWhatTheCodeDoes() throws IOException {
        String text = asyncApi.text();
        String before = Files.exists(FILE) ? Files.readString(FILE) : "";
        Files.writeString(FILE, text);
        assertThat(before)
                .as("docs/asyncapi.json was out of date; it has been written anew, commit it")
                .isEqualTo(text);
    }

    @Test
    void everyGoldenFormFitsItsSchema() {
        for (Topic topic : Topic.values()) {
            for (String type : topic.eventTypes()) {
                DataSchema schema = DataSchema.compile(
                        asyncApi.payload(topic.eventClass(type).orElseThrow()).toString());
                Map<String, ObjectNode> examples = asyncApi.examples(type);
                assertThat(examples).as("golden forms of %s", type).isNotEmpty();
                examples.forEach((name, body) ->
                        assertThat(schema.check(body)).as("%s %s", type, name).isEmpty());
            }
        }
    }

    /** A schema that accepted everything would fit every form. */
    @Test
    void schemaRefusesWhatTheRecordRefuses() {
        DataSchema schema = DataSchema.compile(asyncApi.payload(
                        Topic.EXTRACTION.eventClass("extraction.started").orElseThrow())
                .toString());
        ObjectNode body = asyncApi.examples("extraction.started").get("v1").deepCopy();
        body.remove("batchId");
        assertThat(schema.check(body)).isNotEmpty();
        body.put("batchId", 7);
        assertThat(schema.check(body)).isNotEmpty();
    }

    @Test
    void everyReferenceHasItsTarget() {
        JsonNode document = asyncApi.document();
        List<String> references = document.findValuesAsString("$ref");
        assertThat(references).isNotEmpty();
        for (String reference : references) {
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
    }
}
