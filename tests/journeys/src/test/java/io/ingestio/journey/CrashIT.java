package io.ingestio.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.client.Submission;
import io.ingestio.launcher.part.RunningPart;
import io.ingestio.launcher.system.Microservice;
import io.ingestio.launcher.system.SystemOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journey while parts of the system, each in a process of its own, are killed without warning. */
class CrashIT {

    @TempDir
    static Path folder;

    private static Journey journey;

    /** Calls that the kills of this class may have made the model answer twice. */
    private static int interruptedCalls;

    @BeforeAll
    static void start() {
        journey = Journey.start(folder, SystemOptions::inProcesses);
    }

    @AfterAll
    static void stop() {
        journey.close();
    }

    @Test
    void completesBatchAfterWorkerIsKilledInCalls() {
        IngestioClient alice = journey.user("alice", "plus");
        journey.model().latency(Duration.ofSeconds(3));
        Submission submission = journey.submit(alice, "killed-worker", 8);
        await().atMost(Duration.ofSeconds(30)).until(() -> journey.model().open() == 8);
        RunningPart worker = journey.system().part(Microservice.WORKER);
        worker.kill();
        interruptedCalls += 8;
        assertThat(worker.isAlive()).isFalse();
        journey.model().latency(Duration.ZERO);
        worker.restart();
        journey.assertCompleted(alice, submission.id(), 8);
        assertThat(journey.model().callsWith("killed-worker-")).hasSize(16);
        journey.assertInvariants(interruptedCalls);
    }

    @Test
    void losesNoEventWhenKafkaIsKilledUnderLoad() {
        IngestioClient bob = journey.user("bob", "growth");
        journey.model().latency(Duration.ofMillis(300));
        List<Submission> submissions = new ArrayList<>();
        RunningPart kafka = journey.system().part("kafka");
        for (int i = 0; i < 6; i++) {
            submissions.add(journey.submit(bob, "killed-kafka-" + i, 10));
            if (i == 2) {
                kafka.kill();
                assertThat(kafka.isAlive()).isFalse();
            }
            if (i == 4) {
                kafka.restart();
            }
        }
        submissions.forEach(submission -> journey.assertCompleted(bob, submission.id(), 10));
        assertThat(journey.model().callsWith("killed-kafka-")).hasSize(60);
        journey.assertInvariants(interruptedCalls);
    }

    /** The store is down, so the worker stops after the reservation; then it is killed. */
    @Test
    void reservesOnceWhenKilledBeforeModelCall() {
        IngestioClient carol = journey.user("carol", "plus");
        journey.model().latency(Duration.ZERO);
        RunningPart worker = journey.system().part(Microservice.WORKER);
        RunningPart store = journey.system().part("s3");
        worker.kill();
        Submission submission = journey.submit(carol, "killed-after-reservation", 4);
        store.kill();
        worker.restart();
        await().atMost(Duration.ofSeconds(60)).until(() -> ledgerEntries("carol", "reserve") == 4);
        worker.kill();
        store.restart();
        worker.restart();
        journey.assertCompleted(carol, submission.id(), 4);
        journey.assertInvariants(interruptedCalls);
        assertThat(ledgerEntries("carol", "reserve")).isEqualTo(4);
        assertThat(ledgerEntries("carol", "commit")).isEqualTo(4);
        assertThat(journey.model().callsWith("killed-after-reservation-")).hasSize(4);
    }

    /** Kills at any point of a commit or an answer: each document is charged once. */
    @Test
    void chargesOnceWhenUsageIsKilledRepeatedly() {
        IngestioClient dave = journey.user("dave", "growth");
        journey.model().latency(Duration.ofMillis(200));
        RunningPart usage = journey.system().part(Microservice.USAGE);
        List<Submission> submissions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            submissions.add(journey.submit(dave, "killed-usage-" + i, 30));
            long charged = ledgerEntries("dave", "commit");
            await().atMost(Duration.ofSeconds(60)).until(() -> ledgerEntries("dave", "commit") > charged + 3);
            usage.kill();
            usage.restart();
        }
        submissions.forEach(submission -> journey.assertCompleted(dave, submission.id(), 30));
        journey.assertInvariants(interruptedCalls);
        assertThat(ledgerEntries("dave", "commit")).isEqualTo(90);
        assertThat(ledgerEntries("dave", "reserve")).isEqualTo(90);
    }

    private static long ledgerEntries(String user, String kind) {
        return journey.count(
                "select count(*) from usage.ledger where user_id = '" + user + "' and kind = '" + kind + "'");
    }
}
