package io.ingestio.upload.batch;

import io.ingestio.contracts.request.PromptStrategy;
import io.ingestio.upload.scratch.ReceivedFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for, with all rules kept that need no look into the files.
 *
 * @param globalPrompt null unless the strategy is global
 * @param prompts      one per file in the order of the files where the strategy is per_document, else empty
 * @param schema       JSON Schema as text
 */
public record Submission(
        @Nullable String name,
        PromptStrategy strategy,
        @Nullable String globalPrompt,
        List<String> prompts,
        @Nullable String schema) {

    @Nullable
    String promptOf(int position) {
        return switch (strategy) {
            case GLOBAL -> globalPrompt;
            case PER_DOCUMENT -> prompts.get(position);
            case AUTO -> null;
        };
    }

    /** Equal for requests with the same content, whatever their multipart boundary. */
    String fingerprint(List<ReceivedFile> files) {
        var fingerprint = new Fingerprint().add(name).add(strategy.wireName()).add(globalPrompt);
        prompts.forEach(fingerprint::add);
        fingerprint.add(schema);
        files.forEach(
                file -> fingerprint.add(file.filename()).add(file.sha256()).add(String.valueOf(file.sizeBytes())));
        return fingerprint.hex();
    }
}
