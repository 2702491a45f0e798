package io.ingestio.upload.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final AtomicLong now = new AtomicLong();
    private final Pace pace = new Pace(Duration.ofSeconds(10), 100, now::get);

    @Test
    void averageOverTheIdleTimeDecides() {
        assertThat(after(Duration.ofSeconds(5), 1)).isTrue(); // too early to say
        assertThat(after(Duration.ofSeconds(5), 999)).isTrue();
        assertThat(after(Duration.ofSeconds(9), 10)).isTrue();
        assertThat(after(Duration.ofSeconds(1), 10)).isFalse();
    }

    @Test
    void earlierBytesDoNotCountForLater() {
        assertThat(after(Duration.ofSeconds(10), 1_000_000)).isTrue();
        assertThat(after(Duration.ofSeconds(10), 1)).isFalse();
    }

    private boolean after(Duration wait, int bytes) {
        now.addAndGet(wait.toNanos());
        return pace.isKept(bytes);
    }
}
