package io.ingestio.export.format;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names that a workbook accepts for its sheets, made of names of fields: short, of allowed characters, each once. */
final class SheetNames {

    private static final int MAX_CHARS = 31;
    private static final Pattern NOT_ALLOWED = Pattern.compile("[\\[\\]:*?/\\\\\\p{Cntrl}\\p{Cs}]");
    private static final Pattern OUTER_QUOTES = Pattern.compile("^'+|'+$");

    private final Set<String> used = new HashSet<>(Set.of("history")); // which Excel keeps for itself

    String next(String wanted) {
        String allowed = NOT_ALLOWED.matcher(wanted).replaceAll("_");
        String base = OUTER_QUOTES.matcher(allowed).replaceAll("_").strip();
        base = base.isEmpty() ? "Sheet" : base;
        String name = cut(base, MAX_CHARS);
        for (int n = 2; !used.add(name.toLowerCase(Locale.ROOT)); n++) {
            String suffix = " (" + n + ")";
            name = cut(base, MAX_CHARS - suffix.length()) + suffix;
        }
        return name;
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, splitsPair ? length - 1 : length).stripTrailing();
    }
}
