package io.ingestio.launcher.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Expected against extracted values of a document. Numbers are equal by value, text regardless of white space and case;
 * dates come back as ISO text. Further extracted values are ignored.
 *
 * @param compared how many single values there were to compare
 * @param differences one sentence for each that is not as expected
 */
record Comparison(int compared, List<String> differences) {

    static Comparison of(Map<String, Object> expected, JsonNode actual) {
        List<String> differences = new ArrayList<>();
        int compared = compare("", expected, actual, differences);
        return new Comparison(compared, List.copyOf(differences));
    }

    boolean isExact() {
        return differences.isEmpty();
    }

    private static int compare(String path, Object expected, JsonNode actual, List<String> differences) {
        return switch (expected) {
            case Map<?, ?> fields ->
                fields.entrySet().stream()
                        .mapToInt(field -> compare(
                                path.isEmpty() ? String.valueOf(field.getKey()) : path + "." + field.getKey(),
                                field.getValue(),
                                actual.path(String.valueOf(field.getKey())),
                                differences))
                        .sum();
            case List<?> items -> compareItems(path, items, actual, differences);
            default -> {
                if (!matches(expected, actual)) {
                    differences.add("%s: expected %s, got %s".formatted(path, expected, shown(actual)));
                }
                yield 1;
            }
        };
    }

    private static int compareItems(String path, List<?> expected, JsonNode actual, List<String> differences) {
        if (actual.size() != expected.size()) {
            differences.add("%s: expected %d rows, got %d".formatted(path, expected.size(), actual.size()));
        }
        int compared = 1;
        for (int i = 0; i < expected.size(); i++) {
            compared += compare(path + "[" + (i + 1) + "]", expected.get(i), actual.path(i), differences);
        }
        return compared;
    }

    private static boolean matches(Object expected, JsonNode actual) {
        return switch (expected) {
            case BigDecimal number -> actual.isNumber() && actual.decimalValue().compareTo(number) == 0;
            case LocalDate date -> actual.asString("").equals(date.toString());
            default -> plain(actual.asString("")).equals(plain(expected.toString()));
        };
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    private static String shown(JsonNode actual) {
        return actual.isMissingNode() || actual.isNull() ? "nothing" : actual.toString();
    }
}
