package io.ingestio.usage.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionAttempted;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.contracts.RunId;
import io.ingestio.contracts.usage.ReservationState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SettlementTest {

    private static final UUID DOCUMENT = new UUID(1, 2);
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void completedRunIsCommittedWithItsPages() {
        assertThat(Settlement.of(completed("alice")))
                .hasValue(new Settlement(
                        RunId.of(DOCUMENT, 3), ReservationState.COMMITTED, "alice", DOCUMENT, 3, 7, "invoice"));
    }

    @Test
    void failedRunIsReleased() {
        assertThat(Settlement.of(new ExtractionFailed(DOCUMENT, DOCUMENT, "alice", 3, "unreadable", "No.", NOW)))
                .hasValue(new Settlement(
                        RunId.of(DOCUMENT, 3), ReservationState.RELEASED, "alice", DOCUMENT, 3, 0, null));
    }

    @Test
    void startedRunSettlesNothing() {
        assertThat(Settlement.of(new ExtractionStarted(DOCUMENT, DOCUMENT, "alice", 3, 1, NOW, null)))
                .isEmpty();
    }

    @Test
    void attemptThatIsRepeatedSettlesNothing() {
        assertThat(Settlement.of(new ExtractionAttempted(
                        DOCUMENT, DOCUMENT, "alice", 3, 1, "model_output", true, NOW, NOW.plusSeconds(2))))
                .isEmpty();
    }

    @Test
    void reservedAnswersInItsWireName() {
        assertThat(new Reserved(Reserved.Result.INSUFFICIENT, 4, "day").answer(DOCUMENT))
                .satisfies(answer -> {
                    assertThat(answer.state()).isEqualTo("insufficient");
                    assertThat(answer.pagesLeft()).isEqualTo(4);
                    assertThat(answer.limitedBy()).isEqualTo("day");
                });
    }

    private static ExtractionEvent completed(String user) {
        return new ExtractionCompleted(
                DOCUMENT,
                DOCUMENT,
                user,
                3,
                "a.pdf",
                7,
                "prompt",
                "invoice",
                Map.of("total", 1),
                null,
                null,
                List.of(),
                "offline-rules-1",
                0,
                0,
                NOW,
                null);
    }
}
