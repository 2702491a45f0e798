package io.ingestio.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every wire form that was ever published can still be read, and is still written the same way. The files are append-only: an
 * addition that consumers may ignore gets a file beside the others, {@code <type>.v1.<addition>.json}; a form that changes gets a new
 * file and its event a new wire name.
 */
class GoldenEventsTest {

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static Stream<String> eventTypes() {
        return Arrays.stream(Topic.values()).flatMap(topic -> topic.eventTypes().stream());
    }

    static List<String> goldenFiles() throws IOException, URISyntaxException {
        Path folder = Path.of(GoldenEventsTest.class.getResource("/golden").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("eventTypes")
    void everyEventHasAGoldenForm(String type) throws IOException, URISyntaxException {
        assertThat(goldenFiles()).contains(type + ".v1.json");
    }

    /** A component that was added later is written as null where a form is without it. */
    @ParameterizedTest
    @MethodSource("goldenFiles")
    void everyGoldenFormIsReadAndWrittenAlike(String file) throws IOException {
        ObjectNode golden = golden(file);
        Event event = json.treeToValue(golden, eventClass(file));
        ObjectNode written = (ObjectNode) json.readTree(json.writeValueAsString(event));
        written.removeIf(value -> value.isNull());
        ObjectNode expected = golden.deepCopy();
        expected.removeIf(value -> value.isNull());
        assertThat(written).isEqualTo(expected);
        assertThat(file).startsWith(Topic.wireNameOf(event.getClass()) + ".v1.");
        assertThat(Topic.of(event).eventTypes()).contains(Topic.wireNameOf(event.getClass()));
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void ignoresWhatANewerProducerAdds(String file) throws IOException {
        ObjectNode newer = golden(file);
        newer.put("addedLater", "x");
        assertThat(json.treeToValue(newer, eventClass(file))).isNotNull();
    }

    private static Class<? extends Event> eventClass(String file) {
        String type = file.substring(0, file.indexOf(".v1."));
        return Arrays.stream(Topic.values())
                .flatMap(topic -> topic.eventClass(type).stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsBatchEndsFromBeforeCancelling() throws IOException {
        var older = golden("batch.completed.v1.json");
        older.remove("cancelledCount");

        assertThat(json.treeToValue(older, BatchCompleted.class).cancelledCount())
                .isZero();
    }

    private ObjectNode golden(String file) throws IOException {
        try (InputStream content = getClass().getResourceAsStream("/golden/" + file)) {
            return (ObjectNode) json.readTree(content);
        }
    }
}
