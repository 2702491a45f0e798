package io.ingestio.export.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A JSON Pointer (RFC 6901): the names and positions that lead from the root to a value.
 *
 * @param steps unescaped; empty for the root
 */
public record Pointer(List<String> steps) {

    static final Pointer ROOT = new Pointer(List.of());

    private static final int MAX_LENGTH = 10_000;

    public Pointer {
        steps = List.copyOf(steps);
    }

    /** Empty for a text that is none, or is longer than any place in data. */
    static Optional<Pointer> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(ROOT);
        }
        if (text.charAt(0) != '/' || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        List<String> steps = new ArrayList<>();
        for (String step : text.substring(1).split("/", -1)) {
            if (!step.matches("([^~]|~[01])*+")) {
                return Optional.empty();
            }
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return steps.size() > JsonText.MAX_DEPTH ? Optional.empty() : Optional.of(new Pointer(steps));
    }

    /** The place within an object or array, as text. */
    static String child(String pointer, String step) {
        return pointer + "/" + step.replace("~", "~0").replace("/", "~1");
    }

    boolean isRoot() {
        return steps.isEmpty();
    }

    Pointer parent() {
        return new Pointer(steps.subList(0, steps.size() - 1));
    }

    String last() {
        return steps.getLast();
    }

    /** Whether the other place is within the value at this one. */
    boolean contains(Pointer other) {
        return other.steps.size() > steps.size()
                && other.steps.subList(0, steps.size()).equals(steps);
    }

    @Override
    public String toString() {
        return steps.stream()
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }
}
