package io.ingestio.architecture;

import io.ingestio.contracts.Event;
import io.ingestio.contracts.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the source of an event's record says of it.
 *
 * @param summary    the text before the first tag
 * @param components the text of each {@code @param}
 */
record ContractDocs(String summary, Map<String, String> components) {

    private static final Path CONTRACTS = Path.of("..", "..", "shared-contracts", "src", "main", "java");
    private static final Pattern TAG = Pattern.compile("@param\\s+(\\w+)\\s+(.*?)(?=@param|$)", Pattern.DOTALL);
    private static final Pattern INLINE = Pattern.compile("\\{@(?:code|link)\\s+#?([^}]*)}", Pattern.DOTALL);

    static ContractDocs of(Class<? extends Event> event) {
        Path file = CONTRACTS.resolve(
                event.getEnclosingClass().getName().replace('.', '/').concat(".java"));
        String name = Topic.wireNameOf(event);
        var comment = Pattern.compile(
                        "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*@WireName\\(\"" + Pattern.quote(name) + "\"\\)", Pattern.DOTALL)
                .matcher(read(file));
        if (!comment.find()) {
            throw new AssertionError("no Javadoc above " + name + " in " + file);
        }
        String text = plain(comment.group(1));
        int tags = text.indexOf("@param");
        Map<String, String> components = new LinkedHashMap<>();
        Matcher tag = TAG.matcher(tags < 0 ? "" : text.substring(tags));
        while (tag.find()) {
            components.put(tag.group(1), tag.group(2).strip());
        }
        return new ContractDocs((tags < 0 ? text : text.substring(0, tags)).strip(), components);
    }

    private static String plain(String comment) {
        String lines = comment.replaceAll("(?m)^\\s*\\*", " ").replaceAll("<p>", " ");
        return INLINE.matcher(lines.replaceAll("\\s+", " ")).replaceAll("$1").strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
