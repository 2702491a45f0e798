package io.ingestio.export.tree;

import io.ingestio.export.tree.Difference.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The differences between two versions of data, field by field. Items of arrays are compared with those that they correspond to: an
 * item that was inserted does not make its successors different. Bounded in number and in work, and stops when its
 * thread is interrupted: then the first differences are found. Blocks; never on an event loop.
 *
 * @param truncated whether there may be more
 */
public record Differences(List<Difference> changes, boolean truncated) {

    /** As many as are found. */
    public static final int MOST = 1_000;

    /** Longer arrays, without what is the same at both ends, are compared position by position. */
    private static final int ALIGNED = 1_000;

    /** Values that are visited and pairs of items that are compared: a few seconds. */
    private static final long MOST_STEPS = 100_000_000;

    /** The pointers of all differences together, after which none is added. */
    private static final int MOST_CHARACTERS = 1024 * 1024;

    /** Between two JSON texts. */
    public static Differences between(String before, String after, int most) {
        var search = new Search(most + 1);
        search.compare(JsonText.read(before), JsonText.read(after));
        boolean truncated = search.found.size() > most;
        return new Differences(
                List.copyOf(truncated ? search.found.subList(0, most) : search.found), truncated || search.stopped);
    }

    /** Walks through both at once; {@code place} is where it is. */
    private static final class Search {

        private final List<Difference> found = new ArrayList<>();
        private final StringBuilder place = new StringBuilder();
        private final int most;
        private long steps = MOST_STEPS;
        private int characters;
        private boolean stopped;

        private Search(int most) {
            this.most = most;
        }

        private void add(Kind kind, @Nullable String from, @Nullable Node before, @Nullable Node after) {
            if (isFull()) {
                return;
            }
            found.add(Difference.of(kind, place.toString(), from, before, after));
            characters += place.length() + (from == null ? 0 : from.length());
            stopped = characters > MOST_CHARACTERS;
        }

        private boolean isFull() {
            return stopped || found.size() >= most;
        }

        /** Whether there are steps left. */
        private boolean spend(long count) {
            steps -= count;
            stopped = stopped || steps < 0 || Thread.currentThread().isInterrupted();
            return !stopped;
        }

        /** Spends what it takes to compare these as a whole. */
        private boolean spendOn(Collection<Node> values) {
            for (Node value : values) {
                if (!spend(1 + value.text().length() / 64)
                        || !spendOn(value.items())
                        || !spendOn(value.members().values())) {
                    return false;
                }
            }
            return true;
        }

        private void compare(Node before, Node after) {
            if (isFull() || !spend(1)) {
                return;
            }
            if (before.kind() == Node.Kind.OBJECT && after.kind() == Node.Kind.OBJECT) {
                compareMembers(before, after);
            } else if (before.kind() == Node.Kind.ARRAY && after.kind() == Node.Kind.ARRAY) {
                compareItems(before.items(), after.items());
            } else if (!before.equals(after)) {
                add(Kind.CHANGED, null, before, after);
            }
        }

        private void compareMembers(Node before, Node after) {
            before.members().forEach((name, member) -> {
                int length = Pointer.enter(place, name);
                Node next = after.members().get(name);
                if (next == null) {
                    add(Kind.REMOVED, null, member, null);
                } else {
                    compare(member, next);
                }
                place.setLength(length);
            });
            after.members().forEach((name, member) -> {
                if (!before.members().containsKey(name)) {
                    int length = Pointer.enter(place, name);
                    add(Kind.ADDED, null, null, member);
                    place.setLength(length);
                }
            });
        }

        private void compareItems(List<Node> before, List<Node> after) {
            if (!spendOn(before) || !spendOn(after)) {
                return;
            }
            int shorter = Math.min(before.size(), after.size());
            int start = 0;
            while (start < shorter && before.get(start).equals(after.get(start))) {
                start++;
            }
            int end = 0;
            while (end < shorter - start
                    && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
                end++;
            }
            List<Node> one = before.subList(start, before.size() - end);
            List<Node> other = after.subList(start, after.size() - end);
            if (one.size() > ALIGNED || other.size() > ALIGNED) {
                pairItems(one, other, unmatched(one.size()), start);
            } else if (spend((long) one.size() * other.size())) {
                pairItems(one, other, aligned(one, other), start);
            }
        }

        /** Between two matched items those that are left correspond one by one. */
        private void pairItems(List<Node> one, List<Node> other, int[] matches, int first) {
            Map<Integer, Integer> moved = moved(one, other, matches);
            Set<Integer> arrived = new HashSet<>(moved.values());
            int[] nextMatch = nextMatches(matches, other.size());
            int j = 0;
            for (int i = 0; i <= one.size() && !isFull(); i++) {
                if (i < one.size() && matches[i] < 0) {
                    Integer to = moved.get(i);
                    if (to != null) {
                        move(first + i, first + to, one.get(i), other.get(to));
                        continue;
                    }
                    while (j < other.size() && arrived.contains(j)) {
                        j++;
                    }
                    boolean isPaired = j < nextMatch[i];
                    int length = Pointer.enter(place, first + (isPaired ? j : i));
                    if (isPaired) {
                        compare(one.get(i), other.get(j++));
                    } else {
                        add(Kind.REMOVED, null, one.get(i), null);
                    }
                    place.setLength(length);
                } else {
                    int until = i < one.size() ? matches[i] : other.size();
                    for (; j < until && !isFull(); j++) {
                        if (!arrived.contains(j)) {
                            int length = Pointer.enter(place, first + j);
                            add(Kind.ADDED, null, null, other.get(j));
                            place.setLength(length);
                        }
                    }
                    j = until + 1;
                }
            }
        }

        private void move(int from, int to, Node before, Node after) {
            int length = Pointer.enter(place, from);
            String origin = place.toString();
            place.setLength(length);
            Pointer.enter(place, to);
            add(Kind.MOVED, origin, before, after);
            place.setLength(length);
        }
    }

    /** Of each item, with which one the next that is matched corresponds. */
    private static int[] nextMatches(int[] matches, int end) {
        int[] next = new int[matches.length];
        int match = end;
        for (int i = matches.length - 1; i >= 0; i--) {
            match = matches[i] >= 0 ? matches[i] : match;
            next[i] = match;
        }
        return next;
    }

    private static int[] unmatched(int size) {
        int[] matches = new int[size];
        Arrays.fill(matches, -1);
        return matches;
    }

    /** For each item the equal one of the longest common subsequence; -1 for none. */
    private static int[] aligned(List<Node> one, List<Node> other) {
        Map<Node, Integer> ids = new HashMap<>();
        int[] left = ids(one, ids);
        int[] right = ids(other, ids);
        short[][] common = new short[left.length + 1][right.length + 1];
        for (int i = left.length - 1; i >= 0; i--) {
            for (int j = right.length - 1; j >= 0; j--) {
                common[i][j] = left[i] == right[j]
                        ? (short) (common[i + 1][j + 1] + 1)
                        : (short) Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int[] matches = unmatched(left.length);
        for (int i = 0, j = 0; i < left.length && j < right.length; ) {
            if (left[i] == right[j]) {
                matches[i++] = j++;
            } else if (common[i + 1][j] >= common[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return matches;
    }

    private static int[] ids(List<Node> items, Map<Node, Integer> ids) {
        return items.stream()
                .mapToInt(item -> ids.computeIfAbsent(item, unknown -> ids.size()))
                .toArray();
    }

    /** Items that are equal and not in the same order: where each went. */
    private static Map<Integer, Integer> moved(List<Node> one, List<Node> other, int[] matches) {
        Map<Integer, Integer> moved = new HashMap<>();
        if (one.size() > ALIGNED || other.size() > ALIGNED) {
            return moved;
        }
        Map<Node, List<Integer>> free = new HashMap<>();
        boolean[] matched = new boolean[other.size()];
        Arrays.stream(matches).filter(match -> match >= 0).forEach(match -> matched[match] = true);
        for (int j = 0; j < other.size(); j++) {
            if (!matched[j]) {
                free.computeIfAbsent(other.get(j), item -> new ArrayList<>()).add(j);
            }
        }
        for (int i = 0; i < one.size(); i++) {
            List<Integer> places = matches[i] < 0 ? free.getOrDefault(one.get(i), List.of()) : List.of();
            if (!places.isEmpty()) {
                moved.put(i, places.removeFirst());
            }
        }
        return moved;
    }
}
