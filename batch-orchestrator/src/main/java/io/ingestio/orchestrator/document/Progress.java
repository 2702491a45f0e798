package io.ingestio.orchestrator.document;

import io.ingestio.contracts.DataSummary;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.status.DocumentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where one run of a document stands.
 *
 * @param run     0 while nothing is known
 * @param prompt  the prompt that applies; after extraction the one that was used
 * @param result  null unless completed
 * @param failure null unless failed
 */
public record Progress(
        int run,
        DocumentStatus status,
        @Nullable String prompt,
        @Nullable Result result,
        @Nullable Failure failure,
        @Nullable Instant finishedAt) {

    static final Progress NONE = of(0, DocumentStatus.UPLOADED);

    /** What the extraction found, without the data. */
    public record Result(String documentType, String model, Summary summary) {}

    /** Bounded, whatever the size of the data: first fields, item counts of arrays, sentences for the reader. */
    public record Summary(Map<String, String> fields, Map<String, Integer> items, List<String> warnings) {

        static Summary of(ExtractionCompleted event) {
            DataSummary data = event.summary();
            return data == null
                    ? new Summary(Map.of(), Map.of(), event.warnings())
                    : new Summary(data.fields(), data.items(), event.warnings());
        }
    }

    /** Why it failed: a stable code, and a sentence the user can act on. */
    public record Failure(String code, String message) {}

    static Progress of(int run, DocumentStatus status) {
        return new Progress(run, status, null, null, null, null);
    }

    static Progress completed(ExtractionCompleted event) {
        var result = new Result(event.documentType(), event.model(), Summary.of(event));
        return new Progress(event.run(), DocumentStatus.COMPLETED, event.prompt(), result, null, event.completedAt());
    }

    static Progress failed(int run, String code, String message, Instant at) {
        return new Progress(run, DocumentStatus.FAILED, null, null, new Failure(code, message), at);
    }

    static Progress cancelled(int run, Instant at) {
        return new Progress(run, DocumentStatus.CANCELLED, null, null, null, at);
    }

    Progress withPrompt(@Nullable String given) {
        return new Progress(run, status, given, result, failure, finishedAt);
    }

    /**
     * The further of the two. A prompt that is known of the same run is kept where the further one does not name it.
     */
    Progress advancedTo(Progress other) {
        boolean further = other.run > run || (other.run == run && status.isReplacedBy(other.status));
        Progress kept = further ? other : this;
        Progress dropped = further ? this : other;
        return kept.prompt == null && kept.run == dropped.run ? kept.withPrompt(dropped.prompt) : kept;
    }
}
