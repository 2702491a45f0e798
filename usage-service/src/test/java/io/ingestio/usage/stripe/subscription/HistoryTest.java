package io.ingestio.usage.stripe.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant T = Instant.parse("2026-03-01T00:00:00Z");
    private static final StripeSubscription PLUS = state("price_plus", "active");
    private static final StripeSubscription GROWTH = state("price_growth", "active");
    private static final StripeSubscription DUE = state("price_growth", "past_due");

    @Test
    void isEmptyWithoutChanges() {
        assertThat(History.newest(List.of())).isEmpty();
    }

    @Test
    void takesTheLatestSecondAndInItAnUpdateBeforeTheCreation() {
        assertNewest(
                GROWTH,
                created(T, PLUS),
                updated("b", T.plusSeconds(5), PLUS, GROWTH),
                updated("c", T.plusSeconds(1), GROWTH, PLUS));
        assertNewest(GROWTH, created(T, PLUS), updated("b", T, PLUS, GROWTH));
    }

    @Test
    void neverComesBackFromADeletion() {
        assertNewest(DUE, new Change("d", T, Change.DELETED, PLUS, DUE), updated("b", T.plusSeconds(5), PLUS, GROWTH));
    }

    @Test
    void ordersUpdatesOfOneSecondByWhatWasThereBefore() {
        assertNewest(
                DUE,
                created(T, PLUS),
                updated("z", T.plusSeconds(1), PLUS, GROWTH),
                updated("a", T.plusSeconds(1), GROWTH, DUE));
    }

    @Test
    void anUpdateThatChangesNothingThatMattersSettlesNothing() {
        assertNewest(GROWTH, updated("a", T, PLUS, GROWTH), updated("z", T, PLUS, PLUS));
    }

    @Test
    void aChainThatReturnsEndsWhereItBegan() {
        assertNewest(
                PLUS,
                created(T, PLUS),
                updated("a", T.plusSeconds(1), PLUS, GROWTH),
                updated("z", T.plusSeconds(1), GROWTH, PLUS));
        assertNewest(
                GROWTH,
                created(T, GROWTH),
                updated("a", T.plusSeconds(1), PLUS, GROWTH),
                updated("z", T.plusSeconds(1), GROWTH, PLUS));
    }

    @RepeatedTest(20)
    void givesTheSameForAnyOrderWithRepetitions() {
        long seed = new Random().nextLong();
        List<Change> changes = new ArrayList<>(List.of(
                created(T, PLUS),
                updated("m", T.plusSeconds(1), PLUS, GROWTH),
                updated("k", T.plusSeconds(1), GROWTH, DUE),
                updated("x", T.plusSeconds(1), DUE, PLUS),
                updated("b", T.plusSeconds(1), PLUS, DUE)));
        changes.addAll(List.copyOf(changes));
        Collections.shuffle(changes, new Random(seed));

        assertThat(History.newest(changes).orElseThrow().after())
                .as("seed %s", seed)
                .isEqualTo(DUE);
    }

    private static void assertNewest(StripeSubscription expected, Change... changes) {
        List<Change> reversed = new ArrayList<>(List.of(changes));
        Collections.reverse(reversed);
        assertThat(History.newest(List.of(changes)).orElseThrow().after()).isEqualTo(expected);
        assertThat(History.newest(reversed).orElseThrow().after()).isEqualTo(expected);
    }

    private static Change created(Instant at, StripeSubscription after) {
        return new Change("created", at, 0, null, after);
    }

    private static Change updated(String id, Instant at, StripeSubscription before, StripeSubscription after) {
        return new Change(id, at, 1, before, after);
    }

    static StripeSubscription state(String price, String status) {
        return new StripeSubscription(
                "sub_1", "cus_1", price, status, T, T, T, T.plusSeconds(2_592_000), null, false, null);
    }
}
