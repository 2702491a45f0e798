package io.ingestio.export.format;

import java.util.regex.Pattern;

/** Makes untrusted text of documents safe: no spreadsheet runs it as a formula, and every file format can hold it. */
final class SafeText {

    private static final char REPLACEMENT = '\uFFFD';
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)*%?");

    /**
     * A telephone number as people type it. The blank after the code of the country makes it no expression: a spreadsheet that tries to
     * read one shows the text.
     */
    private static final Pattern TELEPHONE = Pattern.compile("\\+\\d{1,4}(?: \\(?\\d+\\)?)(?:[ -]\\(?\\d+\\)?)*");

    private static final Pattern SHEET_ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private SafeText() {}

    /** Replaces what XML 1.0 cannot hold and no reader can show: control characters, lone surrogates, U+FFFE and U+FFFF. */
    static String printable(String text) {
        int bad = firstBad(text, 0);
        if (bad < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text);
        while (bad >= 0) {
            clean.setCharAt(bad, REPLACEMENT);
            bad = firstBad(text, bad + 1);
        }
        return clean.toString();
    }

    /**
     * Text as a sheet must have it, so that a spreadsheet shows it as it was typed: {@code _x0041_} stands for a character there (ECMA-376,
     * 22.9.2.19), so an underscore that would begin such a name is written as {@code _x005F_}.
     */
    static String unescapedInSheets(String text) {
        return text.indexOf("_x") < 0 ? text : SHEET_ESCAPE.matcher(text).replaceAll("_x005F_");
    }

    /** False if there is a lone surrogate, which no encoding of Unicode can hold. */
    static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static int firstBad(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c) || c >= '\uFFFE' || (c < ' ' && c != '\t' && c != '\n' && c != '\r')) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Prefixes an apostrophe to text that a spreadsheet would run as a formula when it opens a CSV file (OWASP, CSV injection).
     * A plain number stays a number, with its sign; a telephone number stays as it was typed.
     */
    static String noFormula(String text) {
        return startsLikeAFormula(text)
                        && !PLAIN_NUMBER.matcher(text).matches()
                        && !TELEPHONE.matcher(text).matches()
                ? "'" + text
                : text;
    }

    /** Whether a reader of CSV may split it, at whichever delimiter; the parts of a plain number are no formulas. */
    static boolean hasDelimiter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isDelimiter(text.charAt(i))) {
                return !PLAIN_NUMBER.matcher(text).matches();
            }
        }
        return false;
    }

    private static boolean isDelimiter(char c) {
        return c == ',' || c == ';' || c == '\t' || c == '|';
    }

    private static boolean startsLikeAFormula(String text) {
        if (text.isEmpty()) {
            return false;
        }
        return switch (text.charAt(0)) {
            case '=', '+', '-', '@', '\t', '\r', '\n', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20' -> true;
            default -> false;
        };
    }
}
