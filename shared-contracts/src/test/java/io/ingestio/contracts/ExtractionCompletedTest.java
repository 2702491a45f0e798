package io.ingestio.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The data of a completed run are in its event or in the object store, never both. */
class ExtractionCompletedTest {

    private static final String SHA256 = "0123456789abcdef".repeat(4);
    private static final DataReference REFERENCE = new DataReference("results/r/1.json", SHA256, 65_537);

    @Test
    void dataTravelInExactlyOneForm() {
        assertThat(completed(Map.of(), null).dataReference()).isNull();
        assertThat(completed(null, REFERENCE).data()).isNull();
        assertThatThrownBy(() -> completed(null, null)).hasMessageContaining("exactly one of data and dataReference");
        assertThatThrownBy(() -> completed(Map.of(), REFERENCE)).hasMessageContaining("exactly one");
    }

    @Test
    void referenceOutsideTheBoundsIsRejected() {
        assertThatThrownBy(() -> new DataReference(" ", SHA256, 65_537)).hasMessageContaining("key");
        assertThatThrownBy(() -> new DataReference("k", SHA256.toUpperCase(), 65_537))
                .hasMessageContaining("sha256");
        assertThatThrownBy(() -> new DataReference("k", SHA256.substring(1), 65_537))
                .hasMessageContaining("sha256");
        assertThatThrownBy(() -> new DataReference("k", SHA256, 0)).hasMessageContaining("bytes");
        assertThatThrownBy(() -> new DataReference("k", SHA256, DataReference.MAX_BYTES + 1))
                .hasMessageContaining("bytes");
    }

    private static ExtractionCompleted completed(
            @Nullable Map<String, @Nullable Object> data, @Nullable DataReference reference) {
        return new ExtractionCompleted(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "alice",
                1,
                "a.pdf",
                1,
                "all",
                "invoice",
                data,
                reference,
                null,
                List.of(),
                "m",
                0,
                0,
                Instant.EPOCH,
                null);
    }
}
