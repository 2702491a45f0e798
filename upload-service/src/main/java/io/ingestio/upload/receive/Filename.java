package io.ingestio.upload.receive;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What may be kept of the name that a user's machine gave a file. */
public final class Filename {

    private static final int MAX_DISPLAY = 255;
    private static final int MAX_EXTENSION = 20;
    private static final int MAX_KEY = 100;

    /** Devices of Windows, with any extension: a file of that name cannot be saved there. */
    private static final Pattern RESERVED = Pattern.compile("(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\\..*)?");

    private Filename() {}

    /**
     * For people: the last segment of a path, without control and direction-changing characters, at most 255 characters of which the
     * extension is kept.
     */
    public static String display(String given) {
        String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String clean = last.codePoints()
                .filter(Filename::isVisible)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        if (clean.isEmpty() || clean.equals(".") || clean.equals("..")) {
            return "unnamed";
        }
        String safe = RESERVED.matcher(clean.toLowerCase(Locale.ROOT)).matches() ? "_" + clean : clean;
        return shorten(safe);
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String shorten(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= MAX_DISPLAY) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= MAX_EXTENSION ? name.substring(dot) : "";
        int kept = MAX_DISPLAY - extension.codePointCount(0, extension.length());
        return name.substring(0, name.offsetByCodePoints(0, kept)) + extension;
    }

    /** For an object key: letters, digits, dot, dash and underscore; at most 100 characters, the extension kept. */
    public static String key(String display) {
        String plain = Normalizer.normalize(display, Normalizer.Form.NFKD)
                .replaceAll("[^A-Za-z0-9._-]+", "_")
                .replaceAll("\\.{2,}", ".")
                .replaceAll("^[._-]+", "");
        String kept = plain.length() <= MAX_KEY ? plain : plain.substring(plain.length() - MAX_KEY);
        return kept.isEmpty() ? "file" : kept;
    }
}
