package io.ingestio.upload.batch;

import io.ingestio.contracts.UploadEvent;
import io.ingestio.contracts.UploadEvent.BatchCreated;
import io.ingestio.contracts.UploadEvent.BatchCreatedAnalytics;
import io.ingestio.contracts.UploadEvent.DocumentRejected;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.ingestio.contracts.UploadEvent.DocumentUploaded.Plan;
import io.ingestio.contracts.UploadEvent.DocumentUploaded.Request;
import io.ingestio.contracts.UploadEvent.DocumentUploaded.Run;
import io.ingestio.contracts.UploadEvent.DocumentUploaded.StoredFile;
import io.ingestio.contracts.usage.Admission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A submitted batch: the source of its rows, its events and the answer to the user.
 *
 * @param files in the order of the submission, each with its position
 * @param duplicates of files that the user submitted before, or twice
 */
public record NewBatch(
        UUID id,
        String userId,
        Submission submission,
        Admission admission,
        List<InspectedFile> files,
        List<Duplicate> duplicates,
        Instant createdAt) {

    /** An accepted file with the same bytes as an earlier one, its twin. */
    public record Duplicate(UUID documentId, String filename, Twin twin) {}

    /** A document of the user. */
    public record Twin(String sha256, UUID batchId, UUID documentId, String filename) {}

    /** A batch of which it is not known yet whether files were submitted before. */
    public static NewBatch of(
            UUID id,
            String userId,
            Submission submission,
            Admission admission,
            List<InspectedFile> files,
            Instant createdAt) {
        return new NewBatch(id, userId, submission, admission, files, List.of(), createdAt);
    }

    /** @param earlier documents of other batches */
    NewBatch withTwins(List<Twin> earlier) {
        Map<String, Twin> known = new HashMap<>();
        earlier.forEach(twin -> known.putIfAbsent(twin.sha256(), twin));
        List<Duplicate> found = new ArrayList<>();
        for (InspectedFile.Accepted file : accepted()) {
            Twin twin =
                    known.putIfAbsent(file.sha256(), new Twin(file.sha256(), id, file.documentId(), file.filename()));
            if (twin != null) {
                found.add(new Duplicate(file.documentId(), file.filename(), twin));
            }
        }
        return new NewBatch(id, userId, submission, admission, files, found, createdAt);
    }

    public List<InspectedFile.Accepted> accepted() {
        return only(InspectedFile.Accepted.class);
    }

    List<InspectedFile.Rejected> rejected() {
        return only(InspectedFile.Rejected.class);
    }

    int totalPages() {
        return accepted().stream().mapToInt(InspectedFile.Accepted::pages).sum();
    }

    /**
     * Documents for which the pages that the user has left are not enough, if they are reserved in the order of the submission; one that
     * does not fit leaves its place to those behind it.
     */
    List<UUID> beyondQuota() {
        long left = admission.pagesLeft();
        List<UUID> beyond = new ArrayList<>();
        for (InspectedFile.Accepted file : accepted()) {
            if (file.pages() <= left) {
                left -= file.pages();
            } else {
                beyond.add(file.documentId());
            }
        }
        return beyond;
    }

    /** Pages that the user has left once all documents that fit are extracted. */
    long pagesLeft() {
        List<UUID> beyond = beyondQuota();
        return admission.pagesLeft()
                - accepted().stream()
                        .filter(file -> !beyond.contains(file.documentId()))
                        .mapToLong(InspectedFile.Accepted::pages)
                        .sum();
    }

    /** The batch first, then its documents in the order of the submission, and what analytics gets of it. */
    List<UploadEvent> events() {
        List<UploadEvent> events = new ArrayList<>();
        events.add(new BatchCreated(
                id,
                userId,
                submission.name(),
                submission.strategy().wireName(),
                submission.globalPrompt(),
                files.size(),
                createdAt));
        files.forEach(file -> events.add(
                switch (file) {
                    case InspectedFile.Accepted accepted -> uploaded(accepted);
                    case InspectedFile.Rejected rejected -> rejected(rejected);
                }));
        if (!accepted().isEmpty()) {
            events.add(analytics());
        }
        return events;
    }

    private BatchCreatedAnalytics analytics() {
        String name = submission.name();
        return new BatchCreatedAnalytics(
                id,
                userId,
                name == null ? BatchCreatedAnalytics.UNTITLED : name,
                accepted().size(),
                totalPages(),
                submission.strategy().wireName(),
                createdAt);
    }

    private DocumentUploaded uploaded(InspectedFile.Accepted file) {
        return DocumentUploaded.of(
                new Run(id, file.documentId(), userId, 1, file.position()),
                new StoredFile(
                        file.filename(),
                        file.mimeType(),
                        file.sizeBytes(),
                        file.pages(),
                        file.objectKey(),
                        file.sha256()),
                new Request(submission.strategy(), submission.promptOf(file.position()), submission.schema()),
                new Plan(admission.tier(), admission.concurrentDocuments()),
                createdAt);
    }

    private DocumentRejected rejected(InspectedFile.Rejected file) {
        return new DocumentRejected(
                id,
                file.documentId(),
                userId,
                file.position(),
                file.filename(),
                file.sizeBytes(),
                file.code(),
                file.detail(),
                createdAt);
    }

    private <T extends InspectedFile> List<T> only(Class<T> kind) {
        return files.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
