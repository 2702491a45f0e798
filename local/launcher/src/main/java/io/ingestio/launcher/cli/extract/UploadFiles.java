package io.ingestio.launcher.cli.extract;

import io.ingestio.launcher.cli.Screen;
import io.ingestio.launcher.client.ApiRefused;
import io.ingestio.launcher.client.Draft;
import io.ingestio.launcher.client.Drafts;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.client.Submission;
import io.ingestio.launcher.part.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends files in as many batches as the user's plan needs for them, file by file, and submits each batch. */
final class UploadFiles {
    private static final Set<String> NO_FILE_ACCEPTED = Set.of("all_files_rejected", "file_too_large");
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final int MOST_WAITS = 60;

    private final IngestioClient client;
    private final CancelWhenInterrupted interrupt;
    private final Screen screen;

    UploadFiles(IngestioClient client, CancelWhenInterrupted interrupt, Screen screen) {
        this.client = client;
        this.interrupt = interrupt;
        this.screen = screen;
    }

    /** @return the batches, in the order of the files; one of which no file was accepted is among them, failed */
    List<UUID> upload(String name, List<Path> files, @Nullable String prompt) {
        int perBatch = client.documentsPerBatch();
        int count = (files.size() + perBatch - 1) / perBatch;
        List<UUID> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Path> part = files.subList(i * perBatch, Math.min(files.size(), (i + 1) * perBatch));
            String batchName = count == 1 ? name : "%s (%d of %d)".formatted(name, i + 1, count);
            batches.add(batch(batchName, part, prompt));
        }
        return batches;
    }

    private UUID batch(String name, List<Path> files, @Nullable String prompt) {
        Drafts drafts = client.drafts();
        Draft draft = whenAdmitted(() -> drafts.open(name, files, prompt));
        interrupt.opened(draft.id());
        for (int i = 0; i < files.size(); i++) {
            Draft.File target = draft.documents().get(i);
            if (!target.isRejected()) {
                send(drafts, target, files.get(i), "file %d of %d".formatted(i + 1, files.size()));
            }
        }
        submit(drafts, draft.id());
        return draft.id();
    }

    private void send(Drafts drafts, Draft.File target, Path file, String place) {
        long size = size(file);
        try {
            drafts.send(
                    target,
                    file,
                    sent -> screen.ticks("Uploading %s, %s: %d of %d KB"
                            .formatted(file.getFileName(), place, (sent + 1023) / 1024, (size + 1023) / 1024)));
        } catch (ApiRefused refused) {
            if (refused.status() != 413 && refused.status() != 422) {
                throw refused;
            } // the file is rejected: the submission names it
        }
    }

    private void submit(Drafts drafts, UUID draft) {
        try {
            Submission submission = whenAdmitted(() -> drafts.submit(draft));
            BatchRun.describe(submission, screen);
        } catch (ApiRefused refused) {
            if (!NO_FILE_ACCEPTED.contains(refused.code())) {
                throw refused;
            }
            screen.story("Submitted batch %s: no document accepted".formatted(draft));
            refused.rejectedFiles().forEach(file -> screen.story(BatchRun.rejection(file)));
        }
    }

    /** A plan admits so many submissions in a minute: waits for the next one. */
    private <T> T whenAdmitted(java.util.function.Supplier<T> call) {
        for (int waits = 0; ; waits++) {
            try {
                return call.get();
            } catch (ApiRefused refused) {
                if (!refused.code().equals("rate_limited") || waits == MOST_WAITS) {
                    throw refused;
                }
                screen.progress("Waiting: the plan allows no further batch in this minute");
                Pause.of(WAIT);
            }
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
