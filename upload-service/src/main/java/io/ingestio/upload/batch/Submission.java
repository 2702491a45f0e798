package io.ingestio.upload.batch;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.PromptStrategy;
import io.ingestio.http.Problem;
import io.ingestio.upload.file.Intake;
import io.ingestio.upload.file.ReceivedFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the user asked for, checked against the rules that need no look into the files.
 *
 * @param prompts one per file in the order of the files where the strategy is per_document, else empty
 * @param schema  JSON Schema as text
 */
record Submission(
        @Nullable String name,
        PromptStrategy strategy,
        @Nullable String globalPrompt,
        List<String> prompts,
        @Nullable String schema,
        List<ReceivedFile> files) {

    static final int MAX_NAME = 255;
    static final int MAX_PROMPT = 20_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * @throws Problem 422 with the code of the first rule that is broken
     */
    static Submission of(Intake intake) {
        String wireName = intake.field("promptStrategy");
        PromptStrategy strategy = PromptStrategy.ofWireName(wireName == null ? "" : wireName.strip())
                .orElseThrow(() -> refused(
                        ErrorCode.UNKNOWN_PROMPT_STRATEGY,
                        "promptStrategy must be one of "
                                + Arrays.stream(PromptStrategy.values())
                                        .map(PromptStrategy::wireName)
                                        .toList()
                                + "."));
        if (intake.files().isEmpty()) {
            throw refused(ErrorCode.NO_FILES, "A batch needs at least one file.");
        }
        String name = blankToNull(intake.field("batchName"));
        if (name != null && name.length() > MAX_NAME) {
            throw refused(ErrorCode.NAME_TOO_LONG, "A batch's name may have at most " + MAX_NAME + " characters.");
        }
        return new Submission(
                name,
                strategy,
                strategy == PromptStrategy.GLOBAL ? globalPrompt(intake) : null,
                strategy == PromptStrategy.PER_DOCUMENT ? promptsOf(intake) : List.of(),
                schema(intake),
                intake.files());
    }

    @Nullable
    String promptOf(int position) {
        return switch (strategy) {
            case GLOBAL -> globalPrompt;
            case PER_DOCUMENT -> prompts.get(position);
            case AUTO -> null;
        };
    }

    /** Equal for requests with the same content, whatever their multipart boundary. */
    String fingerprint() {
        MessageDigest digest = sha256();
        update(digest, name);
        update(digest, strategy.wireName());
        update(digest, globalPrompt);
        prompts.forEach(prompt -> update(digest, prompt));
        update(digest, schema);
        files.forEach(file -> {
            update(digest, file.filename());
            update(digest, file.sha256());
            update(digest, String.valueOf(file.sizeBytes()));
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String globalPrompt(Intake intake) {
        String prompt = blankToNull(intake.field("globalPrompt"));
        if (prompt == null) {
            throw refused(ErrorCode.PROMPT_REQUIRED, "The strategy global needs a prompt: say what to extract.");
        }
        return withinLimit(prompt);
    }

    private static List<String> promptsOf(Intake intake) {
        String array = intake.field("perDocumentPrompts");
        String[] prompts;
        try {
            prompts = array == null ? new String[0] : JSON.readValue(array, String[].class);
        } catch (JacksonException e) {
            throw refused(ErrorCode.INVALID_REQUEST, "perDocumentPrompts must be a JSON array of strings.");
        }
        List<ReceivedFile> files = intake.files();
        if (prompts == null || prompts.length > files.size()) {
            throw refused(
                    ErrorCode.INVALID_REQUEST,
                    "perDocumentPrompts must hold one prompt for each file, in the order of the files.");
        }
        for (int i = 0; i < files.size(); i++) {
            if (i >= prompts.length || blankToNull(prompts[i]) == null) {
                throw refused(
                                ErrorCode.PROMPT_MISSING_FOR_FILE,
                                "The file " + files.get(i).filename() + " has no prompt.")
                        .with("position", i);
            }
        }
        return Arrays.stream(prompts)
                .map(String::strip)
                .map(Submission::withinLimit)
                .toList();
    }

    private static String withinLimit(String prompt) {
        if (prompt.length() > MAX_PROMPT) {
            throw refused(ErrorCode.PROMPT_TOO_LONG, "A prompt may have at most " + MAX_PROMPT + " characters.");
        }
        return prompt;
    }

    private static @Nullable String schema(Intake intake) {
        String schema = blankToNull(intake.field("schema"));
        if (schema == null) {
            return null;
        }
        try {
            if (JSON.readTree(schema).isObject()) {
                return schema;
            }
        } catch (JacksonException e) {
            throw refused(ErrorCode.INVALID_SCHEMA, "schema is no JSON: " + e.getOriginalMessage());
        }
        throw refused(ErrorCode.INVALID_SCHEMA, "schema must be a JSON Schema, a JSON object.");
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static Problem refused(ErrorCode code, String detail) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, code, detail);
    }

    private static void update(MessageDigest digest, @Nullable String part) {
        digest.update((part == null ? "-" : "+" + part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
