package io.ingestio.orchestrator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.orchestrator.RunningOrchestrator;
import io.ingestio.orchestrator.batch.Delivered;
import io.ingestio.testkit.SampleEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** A listener that reads slowly: whatever the buffers of the server ask for, what it holds is bounded. */
@Import(Delivered.class)
class SlowListenerIT extends RunningOrchestrator {

    private static final int DOCUMENTS = 170; // four portions

    @Autowired
    Delivered delivered;

    @Autowired
    ReadChanges reads;

    private final SampleEvents events = new SampleEvents(UUID.randomUUID(), "slow-" + UUID.randomUUID());
    private final Queue<ServerSentEvent<Object>> held = new ConcurrentLinkedQueue<>();

    @Test
    void holdsOnePortionUntilItIsWritten() {
        List<BatchEvent> submission = new ArrayList<>(List.of(events.created(DOCUMENTS)));
        for (int position = 0; position < DOCUMENTS; position++) {
            submission.add(events.uploaded(UUID.randomUUID(), position));
        }
        delivered.apply(submission.toArray(BatchEvent[]::new));
        var stream = new LiveStream(reads, events.userId(), events.batchId(), Duration.ofMillis(1));

        Disposable connection = stream.events(null, Flux.never()).subscribe(held::add);

        for (int portion = 1; portion <= 4; portion++) {
            int all = 1 + portion; // with the event "open"
            await().until(() -> held.size() == all);
            await().during(Duration.ofMillis(300)).until(() -> held.size() == all);
            write(held.stream().toList().getLast());
        }
        await().during(Duration.ofMillis(300)).until(() -> held.size() == 5);
        connection.dispose();
    }

    private static void write(ServerSentEvent<Object> event) {
        assertThat(new JsonMapper().writeValueAsString(event.data())).startsWith("{\"batches\":[");
    }
}
