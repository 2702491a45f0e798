package io.ingestio.usage.stripe.payment;

import static io.ingestio.usage.stripe.payment.RefundCredits.pagesToRemove;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefundCreditsTest {

    @Test
    void removesInProportionRoundedDown() {
        assertThat(pagesToRemove(500, 0, 2000)).isZero();
        assertThat(pagesToRemove(500, 1, 2000)).isZero();
        assertThat(pagesToRemove(500, 1000, 2000)).isEqualTo(250);
        assertThat(pagesToRemove(3, 1999, 2000)).isEqualTo(2);
    }

    @Test
    void removesAllWhenFullyRefunded() {
        assertThat(pagesToRemove(3, 2000, 2000)).isEqualTo(3);
        assertThat(pagesToRemove(3, 2001, 2000)).isEqualTo(3);
        assertThat(pagesToRemove(3, 1, 0)).isEqualTo(3);
    }
}
