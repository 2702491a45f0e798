package io.ingestio.export.tree;

import io.ingestio.export.tree.Difference.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The differences between two versions of data, field by field. Items of arrays are compared with those that they correspond to: an
 * item that was inserted does not make its successors different. Bounded in number, and in the work for arrays. Blocks; never on an
 * event loop.
 *
 * @param truncated whether there are more than {@link #MOST}
 */
public record Differences(List<Difference> changes, boolean truncated) {

    /** As many as are found. */
    public static final int MOST = 1_000;

    /** Longer arrays, without what is the same at both ends, are compared position by position. */
    private static final int ALIGNED = 1_000;

    /** Between two JSON texts. */
    public static Differences between(String before, String after, int most) {
        List<Difference> found = new ArrayList<>();
        compare(JsonText.read(before), JsonText.read(after), "", new Found(found, most + 1));
        boolean truncated = found.size() > most;
        return new Differences(List.copyOf(truncated ? found.subList(0, most) : found), truncated);
    }

    private record Found(List<Difference> list, int most) {
        void add(Kind kind, String pointer, @Nullable String from, @Nullable Node before, @Nullable Node after) {
            if (list.size() < most) {
                list.add(Difference.of(kind, pointer, from, before, after));
            }
        }

        boolean isFull() {
            return list.size() >= most;
        }
    }

    private static void compare(Node before, Node after, String pointer, Found found) {
        if (found.isFull()) {
            return;
        }
        if (before.kind() == Node.Kind.OBJECT && after.kind() == Node.Kind.OBJECT) {
            compareMembers(before, after, pointer, found);
        } else if (before.kind() == Node.Kind.ARRAY && after.kind() == Node.Kind.ARRAY) {
            compareItems(before.items(), after.items(), pointer, found);
        } else if (!before.equals(after)) {
            found.add(Kind.CHANGED, pointer, null, before, after);
        }
    }

    private static void compareMembers(Node before, Node after, String pointer, Found found) {
        before.members().forEach((name, member) -> {
            Node next = after.members().get(name);
            String place = Pointer.child(pointer, name);
            if (next == null) {
                found.add(Kind.REMOVED, place, null, member, null);
            } else {
                compare(member, next, place, found);
            }
        });
        after.members().forEach((name, member) -> {
            if (!before.members().containsKey(name)) {
                found.add(Kind.ADDED, Pointer.child(pointer, name), null, null, member);
            }
        });
    }

    private static void compareItems(List<Node> before, List<Node> after, String pointer, Found found) {
        int shorter = Math.min(before.size(), after.size());
        int start = 0;
        while (start < shorter && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<Node> one = before.subList(start, before.size() - end);
        List<Node> other = after.subList(start, after.size() - end);
        int[] matches = one.size() > ALIGNED || other.size() > ALIGNED ? unmatched(one.size()) : aligned(one, other);
        pairItems(one, other, matches, new Place(pointer, start), found);
    }

    /** @param first position of the first item that is compared */
    private record Place(String array, int first) {
        String of(int item) {
            return array + "/" + (first + item);
        }
    }

    /** Between two matched items those that are left correspond one by one. */
    private static void pairItems(List<Node> one, List<Node> other, int[] matches, Place place, Found found) {
        Map<Integer, Integer> moved = moved(one, other, matches);
        Set<Integer> arrived = new HashSet<>(moved.values());
        int j = 0;
        for (int i = 0; i <= one.size() && !found.isFull(); i++) {
            if (i < one.size() && matches[i] < 0) {
                Integer to = moved.get(i);
                if (to != null) {
                    found.add(Kind.MOVED, place.of(to), place.of(i), one.get(i), other.get(to));
                    continue;
                }
                while (j < other.size() && arrived.contains(j)) {
                    j++;
                }
                if (j < nextMatch(matches, i, other.size())) {
                    compare(one.get(i), other.get(j), place.of(j), found);
                    j++;
                } else {
                    found.add(Kind.REMOVED, place.of(i), null, one.get(i), null);
                }
            } else {
                int until = i < one.size() ? matches[i] : other.size();
                for (; j < until; j++) {
                    if (!arrived.contains(j)) {
                        found.add(Kind.ADDED, place.of(j), null, null, other.get(j));
                    }
                }
                j = until + 1;
            }
        }
    }

    private static int nextMatch(int[] matches, int from, int end) {
        for (int i = from; i < matches.length; i++) {
            if (matches[i] >= 0) {
                return matches[i];
            }
        }
        return end;
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
