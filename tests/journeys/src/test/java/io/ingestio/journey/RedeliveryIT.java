package io.ingestio.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.Topic;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.testkit.invariants.PublishedEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journey with every event delivered three times. */
class RedeliveryIT {

    @TempDir
    Path folder;

    @Test
    void redeliveredEventsChangeNothing() throws InterruptedException {
        try (Journey journey = Journey.start(folder, options -> options);
                Echo echo = new Echo(journey.system().kafkaBootstrap())) {
            IngestioClient alice = journey.user("alice", "plus");
            var submission = journey.submit(alice, "thrice", 12);
            journey.assertCompleted(alice, submission.id(), 12);
            await().atMost(Duration.ofSeconds(60)).until(() -> everyEventIsPublished(journey, 3));
            assertThat(echo.echoed()).isGreaterThanOrEqualTo(2 * (1 + 12 + 12 + 12 + 1));
            journey.assertInvariants(0);
            assertThat(journey.model().calls()).hasSize(12);
        }
    }

    private static boolean everyEventIsPublished(Journey journey, int times) {
        Map<String, Long> deliveries = Arrays.stream(Topic.values())
                .flatMap(topic -> PublishedEvents.on(journey.system().kafkaBootstrap(), topic).stream())
                .collect(Collectors.groupingBy(PublishedEvents.Published::id, Collectors.counting()));
        return !deliveries.isEmpty() && deliveries.values().stream().allMatch(count -> count == times);
    }
}
