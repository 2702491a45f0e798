package io.ingestio.upload.batch;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.request.PromptStrategy;
import io.ingestio.contracts.request.TextLimits;
import io.ingestio.http.Problem;
import io.ingestio.jsonschema.DataSchema;
import io.ingestio.jsonschema.InvalidSchema;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The rules of a submission's values, however it comes. Each method throws a {@link Problem}, 422, if its rule is broken. Pure. */
public final class SubmissionRules {

    private SubmissionRules() {}

    public static PromptStrategy strategy(@Nullable String wireName) {
        return PromptStrategy.ofWireName(wireName == null ? "" : wireName.strip())
                .orElseThrow(() -> invalid(
                        ErrorCode.UNKNOWN_PROMPT_STRATEGY,
                        "promptStrategy must be one of "
                                + Arrays.stream(PromptStrategy.values())
                                        .map(PromptStrategy::wireName)
                                        .toList()
                                + "."));
    }

    /** @return null for a blank name */
    public static @Nullable String name(@Nullable String given) {
        String name = blankToNull(given);
        if (name != null && name.length() > TextLimits.NAME) {
            throw invalid(
                    ErrorCode.NAME_TOO_LONG, "A batch's name may have at most " + TextLimits.NAME + " characters.");
        }
        return name == null ? null : storable(name);
    }

    /** @return null where the strategy needs none */
    public static @Nullable String globalPrompt(PromptStrategy strategy, @Nullable String given) {
        if (strategy != PromptStrategy.GLOBAL) {
            return null;
        }
        String prompt = blankToNull(given);
        if (prompt == null) {
            throw invalid(ErrorCode.PROMPT_REQUIRED, "The strategy global needs a prompt: say what to extract.");
        }
        return prompt(prompt);
    }

    /**
     * The prompt of one file, where each has its own.
     *
     * @param position of the file, for the answer
     */
    public static String promptOf(int position, String filename, @Nullable String given) {
        String prompt = blankToNull(given);
        if (prompt == null) {
            throw invalid(ErrorCode.PROMPT_MISSING_FOR_FILE, "The file " + filename + " has no prompt.")
                    .with("position", position);
        }
        return prompt(prompt);
    }

    private static String prompt(String prompt) {
        if (prompt.length() > TextLimits.PROMPT) {
            throw invalid(ErrorCode.PROMPT_TOO_LONG, "A prompt may have at most " + TextLimits.PROMPT + " characters.");
        }
        return storable(prompt);
    }

    /** @return null for no schema */
    public static @Nullable String schema(@Nullable String given) {
        String schema = blankToNull(given);
        if (schema == null) {
            return null;
        }
        try {
            DataSchema.compile(schema);
            return storable(schema);
        } catch (InvalidSchema e) {
            throw invalid(ErrorCode.INVALID_SCHEMA, "schema cannot be used. " + e.getMessage() + ".");
        }
    }

    public static Problem invalid(ErrorCode code, String detail) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, code, detail);
    }

    private static String storable(String text) {
        if (text.indexOf('\0') >= 0) {
            throw invalid(ErrorCode.INVALID_REQUEST, "Texts may not contain the character NUL.");
        }
        return text;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
