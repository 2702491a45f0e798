package io.ingestio.reader.parent;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.reader.ReaderSettings;
import io.ingestio.reader.wire.Request;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChildPoolTest {

    private static final Request REQUEST = new Request.Inspect("/none", new Request.Limits(1, 1, 1, 1));

    @Test
    void errorInThePoolReachesTheCaller() {
        try (var pool = new ChildPool(
                ReaderSettings.defaults(),
                settings -> {
                    throw new NoClassDefFoundError("simulated");
                },
                Clock.systemUTC())) {
            assertThatThrownBy(() -> pool.ask(REQUEST, "").block(Duration.ofSeconds(10)))
                    .hasRootCauseInstanceOf(NoClassDefFoundError.class);
        }
    }
}
