package io.ingestio.models.offline.prompt;

import io.ingestio.models.DefaultPrompts;
import io.ingestio.models.offline.words.Plain;
import io.ingestio.models.offline.words.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a prompt in plain words names. Sentences are split at commas, list marks and "and"; a part without its verbs
 * and articles is a field: a synonym of a field with a rule, or a label to look up in the document. Sentences that only
 * describe the format of values name no field.
 */
public final class PromptFields {
    private static final Vocabulary FIELDS = Vocabulary.load("prompt");
    private static final Vocabulary WORDS = Vocabulary.load("prompt-words");
    private static final Set<String> LISTS = Set.of("line_items", "transactions", "experience", "education");
    private static final Set<String> DEFAULT_PROMPTS = DefaultPrompts.TYPES.stream()
            .map(new DefaultPrompts()::of)
            .map(Plain::words)
            .collect(Collectors.toUnmodifiableSet());
    private static final int LONGEST_LABEL = 5;
    /** An identifier such as {@code po_number} is used as the key unchanged. */
    private static final Pattern CODE = Pattern.compile("\\p{L}[\\p{L}\\d]*(?:_[\\p{L}\\d]+)+");

    private final Map<String, FieldRequest> requests = new LinkedHashMap<>();

    private PromptFields() {}

    /** The fields in the prompt's order; none for a prompt that names none, or that is a type's own default prompt. */
    public static List<FieldRequest> of(String prompt) {
        if (DEFAULT_PROMPTS.contains(Plain.words(prompt))) {
            return List.of();
        }
        var fields = new PromptFields();
        for (String sentence : prompt.split("(?<=[.!?])\\s+|\\R", -1)) {
            fields.sentence(sentence.strip());
        }
        return List.copyOf(fields.requests.values());
    }

    private void sentence(String sentence) {
        List<Plain.Token> tokens = Plain.tokens(sentence);
        if (tokens.isEmpty() || startsWith(tokens, "format")) {
            return;
        }
        String flat = sentence.replaceAll("[.!?]+$", "");
        String asked = hasListOfItems(flat) ? beforeItems(flat) : flat;
        List<String> parts = parts(asked);
        boolean asks =
                parts.size() > 1 || startsWith(tokens, "ask") || sentence.matches("^[-*•\\d].*") || tokens.size() <= 3;
        parts.forEach(part -> part(part, asks));
    }

    /** "line items with description and amount": what follows describes the items, not the document. */
    private static boolean hasListOfItems(String sentence) {
        return itemsEnd(sentence).isPresent();
    }

    private static String beforeItems(String sentence) {
        return sentence.substring(0, itemsEnd(sentence).orElse(sentence.length()));
    }

    private static Optional<Integer> itemsEnd(String sentence) {
        List<Plain.Token> tokens = Plain.tokens(sentence);
        for (Vocabulary.Match match : FIELDS.find(tokens)) {
            if (LISTS.contains(match.entry().key()) && match.last() + 1 < tokens.size()) {
                int end = tokens.get(match.last()).end();
                boolean bracket = sentence.substring(
                                end, tokens.get(match.last() + 1).start())
                        .contains("(");
                if (bracket || WORDS.has(tokens.get(match.last() + 1).text(), "with")) {
                    return Optional.of(end);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> parts(String sentence) {
        List<String> parts = new ArrayList<>();
        for (String piece : sentence.split("[,;:()\\[\\]{}\"“”•*/&+]|\\s[-–—]\\s|^\\s*[-–—]\\s", -1)) {
            List<Plain.Token> tokens = Plain.tokens(piece);
            int start = 0;
            for (Plain.Token token : tokens) {
                boolean known = FIELDS.exactly(piece).isEmpty();
                if (known && WORDS.has(token.text(), "split") && token.start() >= start) {
                    parts.add(piece.substring(start, token.start()));
                    start = token.end();
                }
            }
            parts.add(piece.substring(start));
        }
        return parts;
    }

    private void part(String part, boolean asks) {
        String raw = part.strip();
        List<String> codes = CODE.matcher(raw).results().map(MatchResult::group).toList();
        if (!codes.isEmpty()) {
            codes.forEach(code -> add(code, concept(code.replace('_', ' ')), code.replace('_', ' ')));
            return;
        }
        List<String> words = cleaned(Plain.tokens(raw));
        String label = String.join(" ", words);
        Optional<String> known = concept(label);
        if (known.isPresent()) {
            add(known.get(), known, label);
        } else if (asks
                && !words.isEmpty()
                && words.size() <= LONGEST_LABEL
                && label.chars().anyMatch(Character::isLetter)) {
            add(label.replace(' ', '_'), contained(label), label);
        } else {
            FIELDS.find(Plain.tokens(label)).stream()
                    .filter(match -> match.length() > 1)
                    .forEach(match ->
                            add(match.entry().key(), Optional.of(match.entry().key()), label));
        }
    }

    private void add(String key, Optional<String> concept, String label) {
        if (key.startsWith("item_")) {
            requests.putIfAbsent("line_items", new FieldRequest("line_items", "line_items", "line items"));
        } else {
            requests.putIfAbsent(key, new FieldRequest(key, concept.orElse(null), label));
        }
    }

    /** Without the verbs and articles at its beginning, up to the first word that ends a field's name. */
    private static List<String> cleaned(List<Plain.Token> tokens) {
        List<String> words =
                new ArrayList<>(tokens.stream().map(Plain.Token::text).toList());
        boolean shortened = true;
        while (shortened
                && !words.isEmpty()
                && FIELDS.exactly(String.join(" ", words)).isEmpty()) {
            shortened = false;
            for (int length = Math.min(4, words.size()); length > 0 && !shortened; length--) {
                String start = String.join(" ", words.subList(0, length));
                if (WORDS.has(start, "ask") || WORDS.has(start, "skip")) {
                    words.subList(0, length).clear();
                    shortened = true;
                }
            }
        }
        for (int length = words.size(); length > 0; length--) {
            // "invoice number" is a field although "invoice" alone ends one.
            if (!FIELDS.exactly(String.join(" ", words.subList(0, length))).isEmpty()
                    && words.subList(length, words.size()).stream().allMatch(PromptFields::isFiller)) {
                return words.subList(0, length);
            }
        }
        for (int i = 0; i < words.size(); i++) {
            if (leadsAway(words, i)) {
                return words.subList(0, i);
            }
        }
        return words;
    }

    private static boolean leadsAway(List<String> words, int at) {
        String word = words.get(at);
        boolean fillerNext = at + 1 == words.size() || isFiller(words.get(at + 1));
        if (!WORDS.has(word, "stop") || (at == 0 && !fillerNext) || (at > 0 && WORDS.has(word, "generic"))) {
            return false;
        }
        boolean weak = WORDS.has(word, "weak");
        return !weak
                || (fillerNext && at + 1 < words.size())
                || !FIELDS.exactly(String.join(" ", words.subList(0, at))).isEmpty();
    }

    private static boolean isFiller(String word) {
        return WORDS.has(word, "stop") || WORDS.has(word, "skip");
    }

    public static Optional<String> concept(String label) {
        return FIELDS.exactly(label).stream().map(Vocabulary.Entry::key).findFirst();
    }

    /** The rule of a longer name's last words, unless they are as general as "date": "customer e-mail" finds the e-mail. */
    private static Optional<String> contained(String label) {
        List<Plain.Token> tokens = Plain.tokens(label);
        return FIELDS.find(tokens).stream()
                .filter(match -> match.last() == tokens.size() - 1)
                .filter(match ->
                        match.length() > 1 || !WORDS.has(tokens.getLast().text(), "generic"))
                .map(match -> match.entry().key())
                .filter(key -> !Set.of("date", "total", "name").contains(key) && !key.startsWith("item_"))
                .findFirst();
    }

    /** The words of a field without a general last word: "check-in date" is printed as "Check In". */
    public static @Nullable String withoutGenericEnd(String label) {
        int space = label.lastIndexOf(' ');
        return space > 0 && WORDS.has(label.substring(space + 1), "generic") ? label.substring(0, space) : null;
    }

    private static boolean startsWith(List<Plain.Token> tokens, String key) {
        for (int length = Math.min(4, tokens.size()); length > 0; length--) {
            String start =
                    tokens.subList(0, length).stream().map(Plain.Token::text).collect(Collectors.joining(" "));
            if (WORDS.has(start, key)) {
                return true;
            }
        }
        return false;
    }
}
