package io.ingestio.models.offline.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.234,56        | 1234.56
            1,234.56        | 1234.56
            1 234,56        | 1234.56
            1'234.56        | 1234.56
            12,34,567.00    | 1234567.00
            1.234.567,8     | 1234567.8
            -12.50          | -12.50
            12.50-          | -12.50
            (12.50)         | -12.50
            € -9,32         | -9.32
            € 1.939         | 1939
            0.99            | 0.99
            """)
    void readsTheFormsOfManyCountries(String text, BigDecimal value) {
        assertThat(amounts("10,00 20,00").find(text))
                .extracting(Amounts.Amount::value)
                .containsExactly(value);
    }

    @Test
    void lonePointIsDecidedByTheDocument() {
        assertThat(amounts("10,00").find("1.234").getFirst().value()).isEqualByComparingTo("1234");
        assertThat(amounts("10.00").find("1,234").getFirst().value()).isEqualByComparingTo("1234");
        assertThat(amounts("10.00").find("1.234").getFirst().value()).isEqualByComparingTo("1.234");
    }

    @ParameterizedTest
    @CsvSource({
        "$4.11,USD",
        "Rs 1939,INR",
        "RM33.90,MYR",
        "29.99 €,EUR",
        "EUR 10,EUR",
        "10 CHF,CHF",
        "£5,GBP",
        "₹ 12,INR"
    })
    void knowsCurrenciesOnEitherSide(String text, String code) {
        assertThat(amounts("1.00").find(text))
                .extracting(Amounts.Amount::currency)
                .containsExactly(code);
    }

    @Test
    void datesTimesRatesAndCodesAreNoAmounts() {
        assertThat(amounts("1.00").find("31.12.2017 18:24 21% INV-2044 A4 12/03/2018 x2kg"))
                .isEmpty();
    }

    private static Amounts amounts(String document) {
        return Amounts.of(List.of(document), Dates.of(List.of(document), false));
    }
}
