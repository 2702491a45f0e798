package io.ingestio.extraction.prompt;

import io.ingestio.models.DefaultPrompts;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The prompt that a document is extracted with.
 *
 * @param documentType what classification found; null where the user gave the prompt
 * @param warnings     sentences for the reader of the data
 */
public record ResolvedPrompt(String prompt, @Nullable String documentType, List<String> warnings) {

    public ResolvedPrompt {
        warnings = List.copyOf(warnings);
    }

    /** With one more warning. */
    public ResolvedPrompt withWarning(String warning) {
        return new ResolvedPrompt(
                prompt,
                documentType,
                Stream.concat(warnings.stream(), Stream.of(warning)).toList());
    }

    public static ResolvedPrompt given(String prompt) {
        return new ResolvedPrompt(prompt, null, List.of());
    }

    /** The default prompt of a classified type. Without a known type it is the general prompt with a warning, never a failure. */
    static ResolvedPrompt ofType(@Nullable String documentType, DefaultPrompts defaults) {
        if (documentType != null && DefaultPrompts.TYPES.contains(documentType)) {
            return new ResolvedPrompt(defaults.of(documentType), documentType, List.of());
        }
        return new ResolvedPrompt(
                defaults.of(DefaultPrompts.OTHER),
                DefaultPrompts.OTHER,
                List.of("The type of this document could not be determined; the general prompt was used."));
    }
}
