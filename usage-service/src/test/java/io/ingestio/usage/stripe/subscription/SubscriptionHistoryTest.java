package io.ingestio.usage.stripe.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SubscriptionHistoryTest {

    private static final Instant T = Instant.parse("2026-03-01T00:00:00Z");
    private static final StripeSubscription PLUS = state("price_plus", "active");
    private static final StripeSubscription GROWTH = state("price_growth", "active");
    private static final StripeSubscription DUE = state("price_growth", "past_due");

    @Test
    void isEmptyWithoutChanges() {
        assertThat(SubscriptionHistory.newest(List.of())).isEmpty();
    }

    @Test
    void updateWinsOverCreationOfSameSecond() {
        assertNewest(
                GROWTH,
                created(T, PLUS),
                updated("b", T.plusSeconds(5), PLUS, GROWTH),
                updated("c", T.plusSeconds(1), GROWTH, PLUS));
        assertNewest(GROWTH, created(T, PLUS), updated("b", T, PLUS, GROWTH));
    }

    @Test
    void deletionIsFinal() {
        assertNewest(
                DUE,
                new SubscriptionChange("d", T, SubscriptionChange.DELETED, PLUS, DUE),
                updated("b", T.plusSeconds(5), PLUS, GROWTH));
    }

    @Test
    void ordersUpdatesOfOneSecondByPreviousState() {
        assertNewest(
                DUE,
                created(T, PLUS),
                updated("z", T.plusSeconds(1), PLUS, GROWTH),
                updated("a", T.plusSeconds(1), GROWTH, DUE));
    }

    @Test
    void irrelevantUpdateDoesNotDecideOrder() {
        assertNewest(GROWTH, updated("a", T, PLUS, GROWTH), updated("z", T, PLUS, PLUS));
    }

    @Test
    void chainThatReturnsEndsAtItsStart() {
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
    void sameResultForAnyOrderWithDuplicates() {
        long seed = new Random().nextLong();
        List<SubscriptionChange> changes = new ArrayList<>(List.of(
                created(T, PLUS),
                updated("m", T.plusSeconds(1), PLUS, GROWTH),
                updated("k", T.plusSeconds(1), GROWTH, DUE),
                updated("x", T.plusSeconds(1), DUE, PLUS),
                updated("b", T.plusSeconds(1), PLUS, DUE)));
        changes.addAll(List.copyOf(changes));
        Collections.shuffle(changes, new Random(seed));

        assertThat(SubscriptionHistory.newest(changes).orElseThrow().after())
                .as("seed %s", seed)
                .isEqualTo(DUE);
    }

    private static void assertNewest(StripeSubscription expected, SubscriptionChange... changes) {
        List<SubscriptionChange> reversed = new ArrayList<>(List.of(changes));
        Collections.reverse(reversed);
        assertThat(SubscriptionHistory.newest(List.of(changes)).orElseThrow().after())
                .isEqualTo(expected);
        assertThat(SubscriptionHistory.newest(reversed).orElseThrow().after()).isEqualTo(expected);
    }

    private static SubscriptionChange created(Instant at, StripeSubscription after) {
        return new SubscriptionChange("created", at, 0, null, after);
    }

    private static SubscriptionChange updated(
            String id, Instant at, StripeSubscription before, StripeSubscription after) {
        return new SubscriptionChange(id, at, 1, before, after);
    }

    static StripeSubscription state(String price, String status) {
        return new StripeSubscription(
                "sub_1", "cus_1", price, status, T, T, T, T.plusSeconds(2_592_000), null, false, null);
    }
}
