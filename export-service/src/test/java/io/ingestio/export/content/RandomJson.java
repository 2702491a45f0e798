package io.ingestio.export.content;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Documents as a model might return them, hostile ones too: every kind of value, nested, under names that need care. */
final class RandomJson {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> NAMES =
            List.of("total", "number", "seller", "a.b", "a\\b", "=name", "Straße", "x y", "date", "id", "no");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "007",
            "00049123456789012345",
            "+44 20 7946 0321",
            "-12.5",
            "=1+1",
            "@SUM(A1)",
            "\t=2",
            "line\nline",
            "line\r\nline",
            "a,b;c\"d\"",
            "'quoted'",
            "2026-03-01",
            "1899-12-31",
            "2026-02-30",
            "日本 😀",
            "true",
            "null",
            "<&>]]>");

    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    String document() {
        Set<String> members = new LinkedHashSet<>();
        names(6).forEach(name -> members.add(member(name, 2)));
        if (random.nextBoolean()) {
            String items = IntStream.range(0, upTo(5)).mapToObj(i -> object(1)).collect(Collectors.joining(","));
            members.add("\"items\":[" + items + "]");
        }
        return "{" + String.join(",", members) + "}";
    }

    private String object(int depth) {
        return names(4).stream().map(name -> member(name, depth)).collect(Collectors.joining(",", "{", "}"));
    }

    /** Values of different kinds have different names: the columns of a name are unique then. */
    private String member(String name, int depth) {
        String value = value(depth);
        String kind = value.startsWith("[") ? " list" : value.startsWith("{") ? " object" : "";
        return quoted(name + kind) + ":" + value;
    }

    private String value(int depth) {
        int kind = upTo(depth == 0 ? 5 : 7);
        return switch (kind) {
            case 0 -> "null";
            case 1 -> Boolean.toString(random.nextBoolean());
            case 2, 3 -> number();
            case 4 -> quoted(text());
            case 5 -> object(depth - 1);
            default ->
                IntStream.range(0, upTo(4)).mapToObj(i -> value(depth - 1)).collect(Collectors.joining(",", "[", "]"));
        };
    }

    private String number() {
        return switch (upTo(4)) {
            case 0 -> Integer.toString(random.nextInt());
            case 1 ->
                new BigDecimal(new BigInteger(80, random), upTo(12)).negate().toPlainString();
            case 2 -> "1e" + upTo(20);
            default -> new BigDecimal(BigInteger.valueOf(upTo(1_000_000)), 2).toPlainString();
        };
    }

    private String text() {
        return random.nextBoolean()
                ? TEXTS.get(upTo(TEXTS.size()))
                : random.ints(upTo(40), ' ', 0x2FF)
                        .filter(Character::isDefined)
                        .filter(c -> !Character.isISOControl(c))
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
    }

    private Set<String> names(int most) {
        return IntStream.rangeClosed(0, upTo(most))
                .mapToObj(i -> NAMES.get(upTo(NAMES.size())))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }
}
