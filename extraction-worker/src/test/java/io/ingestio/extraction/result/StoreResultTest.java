package io.ingestio.extraction.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.DataReference;
import io.ingestio.jsonschema.BoundedJson;
import io.ingestio.objectstore.InMemoryObjectStore;
import io.ingestio.objectstore.ObjectMissing;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Which results are stored as objects, where, and how a reader finds them again. */
class StoreResultTest {

    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final StoreResult storeResult = new StoreResult(objects, Schedulers.immediate());
    private final UUID run = UUID.randomUUID();

    @Test
    void largeDataAreStoredUnderRunAndEpoch() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("total", new BigDecimal("12.50"));
        data.put("text", "ü".repeat(40_000));

        DataReference reference = storeResult.store(run, 3, data).block();

        String key = "results/" + run + "/3.json";
        assertThat(reference).isNotNull();
        assertThat(reference.key()).isEqualTo(key);
        assertThat(text(key)).isEqualTo("{\"total\":12.50,\"text\":\"" + "ü".repeat(40_000) + "\"}");
        assertThat(reference.bytes()).isEqualTo(text(key).getBytes(StandardCharsets.UTF_8).length);
        assertThat(reference.sha256()).isEqualTo("14f0f7f53132d56a26f4f601f8ba6db12d37489bcb89c897adf1bc236475cf2f");
    }

    @Test
    void dataOfTheInlineSizeStayInTheEvent() {
        assertThat(storeResult
                        .store(run, 1, ofEncodedBytes(DataReference.INLINE_BYTES))
                        .block())
                .isNull();
        assertThatThrownBy(() -> text("results/" + run + "/1.json")).isInstanceOf(ObjectMissing.class);
        assertThat(storeResult
                        .store(run, 1, ofEncodedBytes(DataReference.INLINE_BYTES + 1))
                        .block())
                .isNotNull();
    }

    @Test
    void laterEpochLeavesTheEarlierObject() {
        storeResult.store(run, 1, Map.of("a", "x".repeat(70_000))).block();
        storeResult.store(run, 2, Map.of("a", "y".repeat(70_000))).block();

        assertThat(text(ResultKeys.prefix(run) + "1.json")).contains("xxx");
        assertThat(text(ResultKeys.prefix(run) + "2.json")).contains("yyy");
    }

    @Test
    void halfOfASurrogatePairIsStored() {
        DataReference reference = storeResult
                .store(run, 1, Map.of("a", "\ud83d" + "x".repeat(70_000)))
                .block();

        assertThat(reference).isNotNull();
        assertThat(text(reference.key())).startsWith("{\"a\":\"?xxx");
    }

    /** Three bytes a character is the most that a reply can become: numbers grow by a third at most. */
    @Test
    void everyReadableReplyFitsAReference() {
        assertThat(3L * BoundedJson.MAX_CHARACTERS).isLessThanOrEqualTo(DataReference.MAX_BYTES);
        Map<String, @Nullable Object> largest = Map.of("a", "漢".repeat(BoundedJson.MAX_CHARACTERS - 8));

        assertThat(storeResult.store(run, 1, largest).block()).isNotNull();
    }

    private static Map<String, @Nullable Object> ofEncodedBytes(long bytes) {
        return Map.of("a", "x".repeat((int) bytes - "{\"a\":\"\"}".length()));
    }

    private String text(String key) {
        return Flux.from(objects.read(key))
                .map(chunk -> StandardCharsets.ISO_8859_1.decode(chunk).toString())
                .collectList()
                .map(chunks -> new String(
                        String.join("", chunks).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .block();
    }
}
