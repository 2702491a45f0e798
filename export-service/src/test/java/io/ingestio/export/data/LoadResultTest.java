package io.ingestio.export.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ingestio.background.Outage;
import io.ingestio.contracts.DataReference;
import io.ingestio.objectstore.InMemoryObjectStore;
import io.ingestio.objectstore.ObjectMissing;
import io.ingestio.objectstore.ObjectRefused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Only the bytes that were stored are loaded. An unavailable store is shown by ResultOutageIT. */
class LoadResultTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String JSON = "{\"total\":12.50,\"vendor\":\"Müller\"}";

    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final LoadResult loadResult = new LoadResult(objects);

    @Test
    void storedTextIsLoadedCharacterByCharacter() {
        assertThat(load(StoredResults.put(objects, JSON))).isEqualTo(JSON);
    }

    @Test
    void objectOfAnotherSizeIsDamaged() {
        DataReference reference = StoredResults.put(objects, JSON);
        replace(reference, JSON + " ");
        assertThatThrownBy(() -> load(reference))
                .isInstanceOf(ResultDamaged.class)
                .hasMessageContaining(reference.key())
                .hasMessageContaining(reference.bytes() + 1 + " bytes instead of " + reference.bytes());
        replace(reference, JSON.substring(1));
        assertThatThrownBy(() -> load(reference)).isInstanceOf(ResultDamaged.class);
    }

    @Test
    void objectWithOtherContentIsDamaged() {
        DataReference reference = StoredResults.put(objects, JSON);
        replace(reference, JSON.replace("12.50", "12.51"));
        Throwable failure = catchThrowable(() -> load(reference));
        assertThat(failure).isInstanceOf(ResultDamaged.class).hasMessageContaining("SHA-256");
        assertThat(Outage.isCauseOf(failure)).isFalse();
    }

    @Test
    void missingObjectIsNoOutage() {
        Throwable failure = catchThrowable(() -> load(StoredResults.reference(JSON)));
        assertThat(failure).isInstanceOf(ObjectMissing.class);
        assertThat(Outage.isCauseOf(failure)).isFalse();
    }

    @Test
    void refusedObjectIsNoOutage() {
        DataReference reference = StoredResults.put(objects, JSON);
        objects.refuse(reference.key());
        Throwable failure = catchThrowable(() -> load(reference));
        assertThat(failure).isInstanceOf(ObjectRefused.class);
        assertThat(Outage.isCauseOf(failure)).isFalse();
    }

    private String load(DataReference reference) {
        return loadResult.load(reference).block(PATIENCE);
    }

    private void replace(DataReference reference, String json) {
        objects.put(reference.key(), json.getBytes(StandardCharsets.UTF_8), "application/json")
                .block(PATIENCE);
    }
}
