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
 * Finds the newest state of a subscription among all changes that have arrived. The same changes give the same state in any order
 * and with any duplicates. Pure.
 *
 * <p>Stripe's events carry whole seconds and no sequence number. So a deletion ends the history; else the latest second counts, within
 * it an update before the creation; updates of one second are ordered by the previous values that each names.
 */
final class SubscriptionHistory {

    private static final Comparator<SubscriptionChange> ORDER =
            Comparator.comparing(SubscriptionChange::created).thenComparingInt(SubscriptionChange::rank);
    private static final Comparator<SubscriptionChange> BY_EVENT = Comparator.comparing(SubscriptionChange::eventId);

    private SubscriptionHistory() {}

    /** Empty for no changes. */
    static Optional<SubscriptionChange> newest(Collection<SubscriptionChange> changes) {
        List<SubscriptionChange> deletions = changes.stream()
                .filter(change -> change.rank() == SubscriptionChange.DELETED)
                .toList();
        if (!deletions.isEmpty()) {
            return deletions.stream().max(ORDER.thenComparing(BY_EVENT));
        }
        Optional<SubscriptionChange> latest = changes.stream().max(ORDER);
        return latest.map(one -> last(
                changes.stream()
                        .filter(change -> ORDER.compare(change, one) == 0)
                        .toList(),
                changes));
    }

    /**
     * The end of a chain of updates: a state entered more often than it is left. A chain that returns to its start ends in the state
     * before this second.
     */
    private static SubscriptionChange last(List<SubscriptionChange> sameSecond, Collection<SubscriptionChange> all) {
        Map<StripeSubscription, Integer> arrivals = new HashMap<>();
        for (SubscriptionChange change : distinct(sameSecond)) {
            arrivals.merge(change.after(), 1, Integer::sum);
            if (change.before() != null) {
                arrivals.merge(change.before(), -1, Integer::sum);
            }
        }
        List<SubscriptionChange> ends = sameSecond.stream()
                .filter(change -> arrivals.getOrDefault(change.after(), 0) > 0)
                .toList();
        return (ends.isEmpty() ? returning(sameSecond, all) : ends.stream())
                .max(BY_EVENT)
                .orElseThrow();
    }

    private static Stream<SubscriptionChange> returning(
            List<SubscriptionChange> sameSecond, Collection<SubscriptionChange> all) {
        List<SubscriptionChange> earlier = all.stream()
                .filter(change -> ORDER.compare(change, sameSecond.getFirst()) < 0)
                .toList();
        Optional<StripeSubscription> start = newest(earlier).map(SubscriptionChange::after);
        List<SubscriptionChange> back = sameSecond.stream()
                .filter(change -> Optional.of(change.after()).equals(start))
                .toList();
        return back.isEmpty() ? sameSecond.stream() : back.stream();
    }

    private static List<SubscriptionChange> distinct(List<SubscriptionChange> changes) {
        return changes.stream()
                .filter(change -> !Objects.equals(change.before(), change.after()))
                .collect(Collectors.toMap(SubscriptionChange::eventId, change -> change, (one, same) -> one))
                .values()
                .stream()
                .toList();
    }
}
