package io.ingestio.upload.batch;

import static io.ingestio.upload.batch.SubmissionRules.invalid;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.request.PromptStrategy;
import io.ingestio.http.Problem;
import io.ingestio.upload.receive.Intake;
import io.ingestio.upload.scratch.ReceivedFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        PromptStrategy strategy = SubmissionRules.strategy(intake.field("promptStrategy"));
        if (intake.files().isEmpty()) {
            throw invalid(ErrorCode.NO_FILES, "A batch needs at least one file.");
        }
        return new Submission(
                SubmissionRules.name(intake.field("batchName")),
                strategy,
                SubmissionRules.globalPrompt(strategy, intake.field("globalPrompt")),
                strategy == PromptStrategy.PER_DOCUMENT ? promptOfEachFile(intake) : List.of(),
                SubmissionRules.schema(intake.field("schema")));
    }

    private static List<String> promptOfEachFile(Intake intake) {
        @Nullable String[] given = given(intake.field("perDocumentPrompts"));
        List<ReceivedFile> files = intake.files();
        if (given.length > files.size()) {
            throw notForEachFile();
        }
        List<String> prompts = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            prompts.add(SubmissionRules.promptOf(i, files.get(i).filename(), i < given.length ? given[i] : null));
        }
        return prompts;
    }

    private static @Nullable String[] given(@Nullable String array) {
        if (array == null) {
            return new String[0];
        }
        try {
            @Nullable String[] prompts = JSON.readValue(array, String[].class);
            if (prompts == null) {
                throw notForEachFile();
            }
            return prompts;
        } catch (JacksonException e) {
            throw invalid(ErrorCode.INVALID_REQUEST, "perDocumentPrompts must be a JSON array of strings.");
        }
    }

    private static Problem notForEachFile() {
        return invalid(
                ErrorCode.INVALID_REQUEST,
                "perDocumentPrompts must hold one prompt for each file, in the order of the files.");
    }
}
