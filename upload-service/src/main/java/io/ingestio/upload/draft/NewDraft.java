package io.ingestio.upload.draft;

import static io.ingestio.upload.batch.SubmissionRules.invalid;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.request.PromptStrategy;
import io.ingestio.http.FieldErrors;
import io.ingestio.upload.batch.Fingerprint;
import io.ingestio.upload.batch.SubmissionRules;
import io.ingestio.upload.receive.Filename;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request for a draft, with all rules kept that need no file.
 *
 * @param prompts one per file where the strategy is per_document, else empty
 */
record NewDraft(
        @Nullable String name,
        PromptStrategy strategy,
        @Nullable String globalPrompt,
        @Nullable String schema,
        List<File> files,
        List<String> prompts) {

    /** @param filename for people */
    record File(String filename, long size) {}

    /** As it comes. {@code type} is not looked at: the bytes decide. */
    record Body(
            @Nullable String name,
            @Nullable String promptStrategy,
            @Nullable String globalPrompt,
            @Nullable String schema,
            @Nullable List<@Nullable FileBody> files) {}

    record FileBody(
            @Nullable String name,
            @Nullable Long size,
            @Nullable String type,
            @Nullable String prompt) {}

    /**
     * @param maxFiles that the plan allows
     * @throws io.ingestio.http.Problem 422 with the code of the first rule that is broken
     */
    static NewDraft of(@Nullable Body body, int maxFiles) {
        if (body == null) {
            throw invalid(ErrorCode.INVALID_REQUEST, "The body must be a JSON object.");
        }
        PromptStrategy strategy = SubmissionRules.strategy(body.promptStrategy());
        List<File> files = files(body, maxFiles);
        return new NewDraft(
                SubmissionRules.name(body.name()),
                strategy,
                SubmissionRules.globalPrompt(strategy, body.globalPrompt()),
                SubmissionRules.schema(body.schema()),
                files,
                strategy == PromptStrategy.PER_DOCUMENT ? prompts(body, files) : List.of());
    }

    private static List<File> files(Body body, int maxFiles) {
        List<@Nullable FileBody> given = Objects.requireNonNullElse(body.files(), List.of());
        if (given.isEmpty()) {
            throw invalid(ErrorCode.NO_FILES, "A batch needs at least one file.");
        }
        if (given.size() > maxFiles) {
            throw invalid(ErrorCode.TOO_MANY_FILES, "A batch may hold at most " + maxFiles + " files.")
                    .with("documentsPerBatch", maxFiles);
        }
        var errors = new FieldErrors();
        List<File> files = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            FileBody file = given.get(i);
            String name = file == null ? null : file.name();
            Long size = file == null ? null : file.size();
            errors.require(name != null && !name.isBlank(), "files[" + i + "].name", "must be the name of the file")
                    .require(size != null && size >= 0, "files[" + i + "].size", "must be the number of its bytes");
            if (name != null && size != null) {
                files.add(new File(Filename.display(name), size));
            }
        }
        errors.throwIfAny();
        return files;
    }

    private static List<String> prompts(Body body, List<File> files) {
        List<@Nullable FileBody> given = Objects.requireNonNullElse(body.files(), List.of());
        List<String> prompts = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            FileBody file = given.get(i);
            prompts.add(SubmissionRules.promptOf(i, files.get(i).filename(), file == null ? null : file.prompt()));
        }
        return prompts;
    }

    @Nullable
    String promptOf(int position) {
        return prompts.isEmpty() ? null : prompts.get(position);
    }

    String fingerprint() {
        var fingerprint = new Fingerprint()
                .add("draft")
                .add(name)
                .add(strategy.wireName())
                .add(globalPrompt)
                .add(schema);
        prompts.forEach(fingerprint::add);
        files.forEach(file -> fingerprint.add(file.filename()).add(String.valueOf(file.size())));
        return fingerprint.hex();
    }
}
