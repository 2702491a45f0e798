package io.ingestio.usage.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.usage.credit.CreditChange.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreditKindTest {

    @ParameterizedTest
    @CsvSource({
        // kind, adds, removes, leaves as it is
        "PURCHASE,   true,  false, false",
        "BONUS,      true,  false, false",
        "REFUND,     false, true,  false",
        "ADJUSTMENT, true,  true,  false",
    })
    void allowsPagesOfItsSign(Kind kind, boolean adds, boolean removes, boolean nothing) {
        assertThat(kind.allows(5)).isEqualTo(adds);
        assertThat(kind.allows(-5)).isEqualTo(removes);
        assertThat(kind.allows(0)).isEqualTo(nothing);
    }

    @Test
    void unknownNamesAreNoKind() {
        assertThat(Kind.of("usage")).isEmpty();
        assertThat(Kind.of(null)).isEmpty();
        assertThat(Kind.of("bonus")).hasValue(Kind.BONUS);
    }
}
