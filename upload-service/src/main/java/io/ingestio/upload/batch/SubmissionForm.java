package io.ingestio.upload.batch;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.request.PromptStrategy;
import io.ingestio.contracts.request.TextLimits;
import io.ingestio.http.Problem;
import io.ingestio.jsonschema.DataSchema;
import io.ingestio.jsonschema.InvalidSchema;
import io.ingestio.upload.file.Intake;
import io.ingestio.upload.file.ReceivedFile;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads a submission from the fields and files of a request, and checks the rules that need no look into the files. */
final class SubmissionForm {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SubmissionForm() {}

    /**
     * @throws Problem 422 with the code of the first rule that is broken
     */
    static Submission read(Intake intake) {
        PromptStrategy strategy = strategy(intake);
        if (intake.files().isEmpty()) {
            throw invalid(ErrorCode.NO_FILES, "A batch needs at least one file.");
        }
        return new Submission(
                name(intake),
                strategy,
                strategy == PromptStrategy.GLOBAL ? globalPrompt(intake) : null,
                strategy == PromptStrategy.PER_DOCUMENT ? promptOfEachFile(intake) : List.of(),
                schema(intake),
                intake.files());
    }

    private static PromptStrategy strategy(Intake intake) {
        String wireName = intake.field("promptStrategy");
        return PromptStrategy.ofWireName(wireName == null ? "" : wireName.strip())
                .orElseThrow(() -> invalid(
                        ErrorCode.UNKNOWN_PROMPT_STRATEGY,
                        "promptStrategy must be one of "
                                + Arrays.stream(PromptStrategy.values())
                                        .map(PromptStrategy::wireName)
                                        .toList()
                                + "."));
    }

    private static @Nullable String name(Intake intake) {
        String name = blankToNull(intake.field("batchName"));
        if (name != null && name.length() > TextLimits.NAME) {
            throw invalid(
                    ErrorCode.NAME_TOO_LONG, "A batch's name may have at most " + TextLimits.NAME + " characters.");
        }
        return name;
    }

    private static String globalPrompt(Intake intake) {
        String prompt = blankToNull(intake.field("globalPrompt"));
        if (prompt == null) {
            throw invalid(ErrorCode.PROMPT_REQUIRED, "The strategy global needs a prompt: say what to extract.");
        }
        return withinLimit(prompt);
    }

    private static List<String> promptOfEachFile(Intake intake) {
        String array = intake.field("perDocumentPrompts");
        String[] prompts;
        try {
            prompts = array == null ? new String[0] : JSON.readValue(array, String[].class);
        } catch (JacksonException e) {
            throw invalid(ErrorCode.INVALID_REQUEST, "perDocumentPrompts must be a JSON array of strings.");
        }
        List<ReceivedFile> files = intake.files();
        if (prompts == null || prompts.length > files.size()) {
            throw invalid(
                    ErrorCode.INVALID_REQUEST,
                    "perDocumentPrompts must hold one prompt for each file, in the order of the files.");
        }
        for (int i = 0; i < files.size(); i++) {
            if (i >= prompts.length || blankToNull(prompts[i]) == null) {
                throw invalid(
                                ErrorCode.PROMPT_MISSING_FOR_FILE,
                                "The file " + files.get(i).filename() + " has no prompt.")
                        .with("position", i);
            }
        }
        return Arrays.stream(prompts)
                .map(String::strip)
                .map(SubmissionForm::withinLimit)
                .toList();
    }

    private static String withinLimit(String prompt) {
        if (prompt.length() > TextLimits.PROMPT) {
            throw invalid(ErrorCode.PROMPT_TOO_LONG, "A prompt may have at most " + TextLimits.PROMPT + " characters.");
        }
        return prompt;
    }

    private static @Nullable String schema(Intake intake) {
        String schema = blankToNull(intake.field("schema"));
        if (schema == null) {
            return null;
        }
        try {
            DataSchema.compile(schema);
            return schema;
        } catch (InvalidSchema e) {
            throw invalid(ErrorCode.INVALID_SCHEMA, "schema cannot be used. " + e.getMessage() + ".");
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static Problem invalid(ErrorCode code, String detail) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, code, detail);
    }
}
