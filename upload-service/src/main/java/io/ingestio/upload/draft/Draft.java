package io.ingestio.upload.draft;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.request.PromptStrategy;
import io.ingestio.http.Problem;
import io.ingestio.upload.batch.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A batch that still receives files.
 *
 * @param id           of the batch
 * @param maxFileBytes that the plan allowed when it was opened
 * @param answerStatus of its submission; null while it is open
 * @param answerBody   as {@code answerStatus}
 */
public record Draft(
        UUID id,
        String userId,
        @Nullable String name,
        String promptStrategy,
        @Nullable String globalPrompt,
        @Nullable String schema,
        long maxFileBytes,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Integer answerStatus,
        @Nullable String answerBody) {

    public boolean isSubmitted() {
        return answerStatus != null;
    }

    /**
     * @throws Problem 409 {@code already_submitted}
     */
    public Draft requireOpen() {
        if (isSubmitted()) {
            throw Problem.of(
                    HttpStatus.CONFLICT, ErrorCode.ALREADY_SUBMITTED, "This batch is submitted; its files are final.");
        }
        return this;
    }

    PromptStrategy strategy() {
        return PromptStrategy.ofWireName(promptStrategy).orElseThrow();
    }

    /** What is submitted with these files. */
    Submission submission(List<DraftFile> files) {
        List<String> prompts = strategy() == PromptStrategy.PER_DOCUMENT
                ? files.stream()
                        .map(file -> Objects.requireNonNull(file.prompt()))
                        .toList()
                : List.of();
        return new Submission(name, strategy(), globalPrompt, prompts, schema);
    }
}
