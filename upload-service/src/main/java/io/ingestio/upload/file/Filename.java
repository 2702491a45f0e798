package io.ingestio.upload.file;

import java.text.Normalizer;

/** What may be kept of the name that a user's machine gave a file. */
final class Filename {

    private static final int MAX_DISPLAY = 255;
    private static final int MAX_KEY = 100;

    private Filename() {}

    /** For people: the last segment of a path, without control and direction-changing characters, at most 255 characters. */
    static String display(String given) {
        String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String clean = last.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .limit(MAX_DISPLAY)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return clean.isEmpty() || clean.equals(".") || clean.equals("..") ? "unnamed" : clean;
    }

    /** For an object key: letters, digits, dot, dash and underscore; at most 100 characters, the extension kept. */
    static String key(String display) {
        String plain = Normalizer.normalize(display, Normalizer.Form.NFKD)
                .replaceAll("[^A-Za-z0-9._-]+", "_")
                .replaceAll("\\.{2,}", ".")
                .replaceAll("^[._-]+", "");
        String kept = plain.length() <= MAX_KEY ? plain : plain.substring(plain.length() - MAX_KEY);
        return kept.isEmpty() ? "file" : kept;
    }
}
