package io.ingestio.usage.stripe.subscription;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the newest state of a subscription among all changes of it that have arrived. The same changes give the same state, in
 * whatever order and however often they came.
 *
 * <p>Stripe's events carry whole seconds and no number. So: a deletion ends it; else the latest second counts, in it an update more
 * than the creation; and updates of one second are put in order by what each says was there before it.
 */
final class History {

    private static final Comparator<Change> ORDER =
            Comparator.comparing(Change::created).thenComparingInt(Change::rank);
    private static final Comparator<Change> BY_EVENT = Comparator.comparing(Change::eventId);

    private History() {}

    /** Empty for no changes. */
    static Optional<Change> newest(Collection<Change> changes) {
        List<Change> deletions = changes.stream()
                .filter(change -> change.rank() == Change.DELETED)
                .toList();
        if (!deletions.isEmpty()) {
            return deletions.stream().max(ORDER.thenComparing(BY_EVENT));
        }
        Optional<Change> latest = changes.stream().max(ORDER);
        return latest.map(one -> last(
                changes.stream()
                        .filter(change -> ORDER.compare(change, one) == 0)
                        .toList(),
                changes));
    }

    /**
     * The end of a chain: a state that is arrived at more often than it is left. A chain that returns to where it began ends where
     * the second before it ended.
     */
    private static Change last(List<Change> sameSecond, Collection<Change> all) {
        Map<StripeSubscription, Integer> arrivals = new HashMap<>();
        for (Change change : distinct(sameSecond)) {
            arrivals.merge(change.after(), 1, Integer::sum);
            if (change.before() != null) {
                arrivals.merge(change.before(), -1, Integer::sum);
            }
        }
        List<Change> ends = sameSecond.stream()
                .filter(change -> arrivals.getOrDefault(change.after(), 0) > 0)
                .toList();
        return (ends.isEmpty() ? returning(sameSecond, all) : ends.stream())
                .max(BY_EVENT)
                .orElseThrow();
    }

    private static Stream<Change> returning(List<Change> sameSecond, Collection<Change> all) {
        List<Change> earlier = all.stream()
                .filter(change -> ORDER.compare(change, sameSecond.getFirst()) < 0)
                .toList();
        Optional<StripeSubscription> start = newest(earlier).map(Change::after);
        List<Change> back = sameSecond.stream()
                .filter(change -> Optional.of(change.after()).equals(start))
                .toList();
        return back.isEmpty() ? sameSecond.stream() : back.stream();
    }

    private static List<Change> distinct(List<Change> changes) {
        return changes.stream()
                .filter(change -> !Objects.equals(change.before(), change.after()))
                .collect(Collectors.toMap(Change::eventId, change -> change, (one, same) -> one))
                .values()
                .stream()
                .toList();
    }
}
