package io.ingestio.launcher.soak;

import io.ingestio.launcher.client.ApiRefused;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.client.Submission;
import io.ingestio.launcher.client.SubmissionRequest;
import io.ingestio.launcher.part.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A user who submits a small batch, waits for its end, and submits the next one: never more than one at a time, and no more a minute
 * than the plan allows. Some submissions are sent twice, some batches are exported.
 *
 * @param files     of which each batch has some
 * @param most      documents of a batch
 * @param pause     from one submission to the next, at least
 */
record SteadyUser(String name, IngestioClient client, List<Path> files, int most, Duration pause, Tally tally)
        implements Runnable {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration GENTLE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_BATCHES = 5_000;
    private static final int REPEATED = 10;
    private static final int EXPORTED = 10;

    @Override
    public void run() {
        for (int round = 0; round < MOST_BATCHES && !tally.isOver(); round++) {
            Instant began = Instant.now();
            try {
                batch(round);
            } catch (RuntimeException e) {
                tally.surprise(name + " failed in batch " + round + ": " + e);
            }
            Pause.of(pause.minus(Duration.between(began, Instant.now())));
        }
    }

    private void batch(int round) {
        Instant began = Instant.now();
        List<Path> chosen = IntStream.rangeClosed(0, round % most)
                .mapToObj(i -> files.get((round + i) % files.size()))
                .toList();
        SubmissionRequest request = SubmissionRequest.of("Soak " + round, chosen, null);
        Submission submission = submit(request);
        tally.submitted(name, submission.id());
        if (round % REPEATED == 1) {
            repeat(request, submission);
        }
        if (Pause.until(() -> isFinished(submission), LOOK, PATIENCE)) {
            tally.ended(Duration.between(began, Instant.now()));
        } else {
            tally.surprise("%s still waits for batch %s".formatted(name, submission.id()));
        }
        if (round % EXPORTED == 2) {
            export(submission);
        }
    }

    /** A cold or busy system may ask for another attempt; the key makes it safe. */
    private Submission submit(SubmissionRequest request) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return client.submit(request);
            } catch (ApiRefused e) {
                if (e.status() != 503 || Instant.now().isAfter(end)) {
                    throw e;
                }
                tally.postponed();
                Pause.of(GENTLE);
            }
        }
    }

    /** A batch may be unknown for a moment after its submission: its status travels as an event. */
    private boolean isFinished(Submission submission) {
        try {
            return client.batch(submission.id()).isFinished();
        } catch (ApiRefused e) {
            if (e.status() == 404) {
                return false;
            }
            throw e;
        }
    }

    private void repeat(SubmissionRequest request, Submission first) {
        Submission again = submit(request);
        tally.repeated();
        if (!again.id().equals(first.id())) {
            tally.surprise(
                    "%s got batch %s and, for the same request again, %s".formatted(name, first.id(), again.id()));
        }
    }

    private void export(Submission submission) {
        var id = client.export(submission.id(), "csv");
        if (!Pause.until(() -> client.export(id).isCompleted(), LOOK, PATIENCE)) {
            tally.surprise("%s still waits for export %s".formatted(name, id));
        }
    }
}
