package io.ingestio.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every wire form that was ever published can still be read, and is still written the same way. The files are append-only: a form
 * that changes gets a new file and its event a new wire name.
 */
class GoldenEventsTest {

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static Stream<String> eventTypes() {
        return Arrays.stream(Topic.values()).flatMap(topic -> topic.eventTypes().stream());
    }

    @ParameterizedTest
    @MethodSource("eventTypes")
    void everyEventReadsAndWritesItsGoldenForm(String type) throws IOException {
        JsonNode golden = golden(type);
        Class<? extends Event> eventClass = Arrays.stream(Topic.values())
                .flatMap(topic -> topic.eventClass(type).stream())
                .findFirst()
                .orElseThrow();
        Event event = json.treeToValue(golden, eventClass);
        assertThat(json.readTree(json.writeValueAsString(event))).isEqualTo(golden);
        assertThat(Topic.wireNameOf(event.getClass())).isEqualTo(type);
        assertThat(Topic.of(event).eventTypes()).contains(type);
    }

    @ParameterizedTest
    @MethodSource("eventTypes")
    void ignoresWhatANewerProducerAdds(String type) throws IOException {
        var newer = (ObjectNode) golden(type);
        newer.put("addedLater", "x");
        Class<? extends Event> eventClass = Arrays.stream(Topic.values())
                .flatMap(topic -> topic.eventClass(type).stream())
                .findFirst()
                .orElseThrow();
        assertThat(json.treeToValue(newer, eventClass)).isNotNull();
    }

    @Test
    void readsBatchEndsFromBeforeCancelling() throws IOException {
        var older = (ObjectNode) golden("batch.completed");
        older.remove("cancelledCount");

        assertThat(json.treeToValue(older, BatchCompleted.class).cancelledCount())
                .isZero();
    }

    private JsonNode golden(String type) throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/golden/" + type + ".v1.json")) {
            assertThat(file).as("a golden file for %s", type).isNotNull();
            return json.readTree(file);
        }
    }
}
