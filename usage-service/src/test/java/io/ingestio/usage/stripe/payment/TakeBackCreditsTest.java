package io.ingestio.usage.stripe.payment;

import static io.ingestio.usage.stripe.payment.TakeBackCredits.pagesToTake;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TakeBackCreditsTest {

    @Test
    void takesInProportionRoundedDown() {
        assertThat(pagesToTake(500, 0, 2000)).isZero();
        assertThat(pagesToTake(500, 1, 2000)).isZero();
        assertThat(pagesToTake(500, 1000, 2000)).isEqualTo(250);
        assertThat(pagesToTake(3, 1999, 2000)).isEqualTo(2);
    }

    @Test
    void takesAllWhenAllIsPaidBack() {
        assertThat(pagesToTake(3, 2000, 2000)).isEqualTo(3);
        assertThat(pagesToTake(3, 2001, 2000)).isEqualTo(3);
        assertThat(pagesToTake(3, 1, 0)).isEqualTo(3);
    }
}
