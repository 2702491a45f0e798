package io.ingestio.launcher.cli;

import java.util.List;

/** Lines of a terminal as an SVG picture, which a forge shows in a page. */
final class TerminalPicture {
    private static final int LINE = 18;
    private static final int MARGIN = 16;
    private static final int TITLE = 28;
    private static final double CHARACTER = 7.83;

    private TerminalPicture() {}

    /** The picture; lines that begin with {@code $} are shown as typed commands. */
    static String of(List<String> lines) {
        int columns = lines.stream().mapToInt(String::length).max().orElse(0);
        int width = (int) Math.ceil(columns * CHARACTER) + 2 * MARGIN;
        int height = lines.size() * LINE + 2 * MARGIN + TITLE;
        var svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img" \
                aria-label="Terminal output of ./ingestio demo">
                <rect width="%1$d" height="%2$d" rx="8" fill="#1c2128"/>
                <circle cx="20" cy="18" r="6" fill="#e5534b"/><circle cx="40" cy="18" r="6" fill="#c69026"/>\
                <circle cx="60" cy="18" r="6" fill="#57ab5a"/>
                <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13" fill="#cdd9e5" xml:space="preserve">
                """.formatted(width, height));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int y = TITLE + MARGIN + (i + 1) * LINE - 6;
            svg.append("<text x=\"%d\" y=\"%d\"%s>%s</text>%n"
                    .formatted(MARGIN, y, line.startsWith("$") ? " fill=\"#6cb6ff\"" : "", escaped(line)));
        }
        return svg.append("</g>\n</svg>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
