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
import io.ingestio.upload.file.ReceivedFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A submitted batch: the source of its rows, its events and the answer to the user. */
record NewBatch(
        UUID id,
        String userId,
        Submission submission,
        Admission admission,
        List<InspectedFile> files,
        Instant createdAt) {

    List<InspectedFile.Accepted> accepted() {
        return only(InspectedFile.Accepted.class);
    }

    List<InspectedFile.Rejected> rejected() {
        return only(InspectedFile.Rejected.class);
    }

    int totalPages() {
        return accepted().stream().mapToInt(InspectedFile.Accepted::pages).sum();
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
        ReceivedFile received = file.file();
        return DocumentUploaded.of(
                new Run(id, file.documentId(), userId, 1, file.position()),
                new StoredFile(
                        received.filename(),
                        file.mimeType(),
                        received.sizeBytes(),
                        file.pages(),
                        file.objectKey(),
                        received.sha256()),
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
                file.file().filename(),
                file.file().sizeBytes(),
                file.code(),
                file.detail(),
                createdAt);
    }

    private <T extends InspectedFile> List<T> only(Class<T> kind) {
        return files.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
