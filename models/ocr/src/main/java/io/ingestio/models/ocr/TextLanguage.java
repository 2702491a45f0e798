package io.ingestio.models.ocr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which language a text is probably in, by its frequent words. Accents do not count: a reader of another language loses them.
 * The words of each language are in a resource, {@code words/<language>.txt}.
 */
final class TextLanguage {

    /** Fewer hits than these say nothing. */
    private static final int ENOUGH = 2;

    private TextLanguage() {}

    /** The one of these languages with the most frequent words in the text; the first one unless another has more. */
    static String of(Stream<String> words, List<String> languages) {
        List<String> text = words.map(TextLanguage::plain).toList();
        String best = languages.getFirst();
        long most = hits(text, best);
        for (String language : languages.subList(1, languages.size())) {
            long hits = hits(text, language);
            if (hits >= ENOUGH && hits > most) {
                best = language;
                most = hits;
            }
        }
        return best;
    }

    private static long hits(List<String> text, String language) {
        Set<String> frequent = frequent(language);
        return text.stream().filter(frequent::contains).count();
    }

    private static Set<String> frequent(String language) {
        try (InputStream words = TextLanguage.class.getResourceAsStream("words/" + language + ".txt")) {
            return words == null
                    ? Set.of()
                    : new String(words.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(TextLanguage::plain)
                            .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plain(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFD)
                .replaceAll("[^\\p{L}]", "")
                .toLowerCase(Locale.ROOT);
    }
}
