package io.ingestio.openapi;

import io.ingestio.architecture.Repository;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What docs/api.md says that each call does: the first two columns of its tables of calls. */
final class ApiPage {

    private static final Path FILE = Repository.ROOT.resolve("docs/api.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| (`(?:GET|POST|PUT|PATCH|DELETE|HEAD)[^|]*) \\| ([^|]*) \\|");
    private static final Pattern CALL = Pattern.compile("`(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)(?: (/[^`?]*))?");
    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\([^)]+\\)");

    /** By method and path, variables without names: {@code GET /batches/{}}. */
    private final Map<String, String> texts = new HashMap<>();

    static ApiPage read() {
        var page = new ApiPage();
        Repository.read(FILE).lines().forEach(page::addRow);
        return page;
    }

    /** @param path below {@code /api/v1} */
    @Nullable
    String of(String method, String path) {
        return texts.get(method + " " + withoutNames(path));
    }

    private void addRow(String line) {
        Matcher row = ROW.matcher(line);
        if (!row.find()) {
            return;
        }
        String text = LINK.matcher(row.group(2)).replaceAll("$1");
        List<MatchResult> calls = CALL.matcher(row.group(1)).results().toList();
        String[] parts = text.split(" · ");
        String path = "";
        for (int i = 0; i < calls.size(); i++) {
            String own = calls.get(i).group(2);
            path = own == null ? path : own; // a method alone is of the path before it
            texts.put(calls.get(i).group(1) + " " + withoutNames(path), parts.length == calls.size() ? parts[i] : text);
        }
    }

    private static String withoutNames(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }
}
