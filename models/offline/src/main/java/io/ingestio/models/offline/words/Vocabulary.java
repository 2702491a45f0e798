package io.ingestio.models.offline.words;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Phrases and their meanings, from a resource of the engine's {@code v1} folder with lines {@code key [weight] = phrase |
 * phrase}; {@code #} begins a comment. Phrases are compared without case, accents and punctuation. Immutable.
 */
public final class Vocabulary {
    private static final String FOLDER = "/io/ingestio/models/offline/v1/";

    private final Map<String, List<Entry>> entries = new HashMap<>();
    private final Map<String, List<String>> originals = new LinkedHashMap<>();
    private int longest = 1;

    public record Entry(String key, int weight) {}

    /** A phrase found in a text: tokens {@code first} to {@code last}, both included. */
    public record Match(Entry entry, int first, int last) {
        public int length() {
            return last - first + 1;
        }
    }

    private Vocabulary() {}

    public static Vocabulary load(String name) {
        var vocabulary = new Vocabulary();
        String path = FOLDER + name + ".txt";
        try (InputStream in = Objects.requireNonNull(Vocabulary.class.getResourceAsStream(path), path);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(vocabulary::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return vocabulary;
    }

    private void add(String line) {
        int equals = line.indexOf('=');
        String[] head = line.substring(0, equals).strip().split("\\s+", 2);
        var entry = new Entry(head[0], head.length > 1 ? Integer.parseInt(head[1]) : 1);
        List<String> own = originals.computeIfAbsent(entry.key(), key -> new ArrayList<>());
        for (String phrase : line.substring(equals + 1).split("\\|", -1)) {
            String words = Plain.words(phrase);
            if (!phrase.isBlank()) {
                own.add(phrase.strip());
            }
            if (!words.isEmpty()) {
                List<Entry> known = entries.computeIfAbsent(words, key -> new ArrayList<>());
                if (known.stream().noneMatch(other -> other.key().equals(entry.key()))) {
                    known.add(entry);
                }
                longest = Math.max(longest, words.split(" ", -1).length);
            }
        }
    }

    /** The phrases of each key as they were written, in the order of the resource. */
    public Map<String, List<String>> originals() {
        return originals;
    }

    /** The meaning of a whole text; empty if it is not a known phrase. */
    public List<Entry> exactly(String text) {
        return entries.getOrDefault(Plain.words(text), List.of());
    }

    public boolean has(String text, String key) {
        return exactly(text).stream().anyMatch(entry -> entry.key().equals(key));
    }

    /** The phrases in a text from left to right, the longest at each place, never overlapping; one match per meaning. */
    public List<Match> find(List<Plain.Token> tokens) {
        List<Match> found = new ArrayList<>();
        int at = 0;
        while (at < tokens.size()) {
            int length = Math.min(longest, tokens.size() - at);
            while (length > 0 && !entries.containsKey(join(tokens, at, length))) {
                length--;
            }
            if (length == 0) {
                at++;
                continue;
            }
            for (Entry entry : entries.getOrDefault(join(tokens, at, length), List.of())) {
                found.add(new Match(entry, at, at + length - 1));
            }
            at += length;
        }
        return found;
    }

    private static String join(List<Plain.Token> tokens, int from, int length) {
        return tokens.subList(from, from + length).stream()
                .map(Plain.Token::text)
                .collect(Collectors.joining(" "));
    }
}
