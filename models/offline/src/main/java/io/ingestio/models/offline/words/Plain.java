package io.ingestio.models.offline.words;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Text without case, accents and punctuation, so that labels can be compared; offsets in it are offsets in the original. */
public final class Plain {

    /** A run of letters and digits, folded; {@code start} and {@code end} are offsets into the original. */
    public record Token(String text, int start, int end) {}

    private Plain() {}

    /** Lower case without accents, of the same length as the original. */
    public static String fold(String text) {
        var folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            folded.append(c < 128 ? Character.toLowerCase(c) : foldOne(c));
        }
        return folded.toString();
    }

    private static char foldOne(char c) {
        if (Character.isSurrogate(c)) {
            return c;
        }
        String parts =
                Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        char first = parts.charAt(0);
        return first == 'ł' ? 'l' : first;
    }

    public static List<Token> tokens(String text) {
        String folded = fold(text);
        List<Token> tokens = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= folded.length(); i++) {
            boolean inside = i < folded.length() && Character.isLetterOrDigit(folded.charAt(i));
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                tokens.add(new Token(folded.substring(start, i), start, i));
                start = -1;
            }
        }
        return tokens;
    }

    /** The tokens, one space apart: the form in which labels are compared. */
    public static String words(String text) {
        return tokens(text).stream().map(Token::text).collect(Collectors.joining(" "));
    }

    /** A label as a key: {@code "Booking ID:"} becomes {@code booking_id}. */
    public static String key(String label) {
        return words(label).replace(' ', '_');
    }
}
