package io.ingestio.usage.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PricesTest {

    @Test
    void mapsPricesToOffersAndBack() {
        Prices prices = Prices.parse("price_a=plus:month, price_b=plus:year,price_c=credits:500,price_old=plus:month,");

        assertThat(prices.tierOf("price_a")).isEqualTo("plus");
        assertThat(prices.tierOf("price_old")).isEqualTo("plus");
        assertThat(prices.tierOf("price_c")).isNull();
        assertThat(prices.tierOf("price_x")).isNull();
        assertThat(prices.tierOf(null)).isNull();
        assertThat(prices.priceOf(new Prices.Plan("plus", "month"))).contains("price_a");
        assertThat(prices.priceOf(new Prices.Credits(500))).contains("price_c");
        assertThat(prices.priceOf(new Prices.Credits(501))).isEmpty();
    }

    @Test
    void sellsNothingUnlessConfigured() {
        assertThat(Prices.parse(" ").priceOf(new Prices.Plan("plus", "month"))).isEmpty();
    }

    @Test
    void namesTheInvalidEntry() {
        for (String wrong :
                new String[] {"price_a", "price_a=plus", "price_a=plus:week", "price_a=credits:0", "=plus:month"}) {
            assertThatThrownBy(() -> Prices.parse("price_ok=plus:month," + wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ingestio.stripe.prices: '" + wrong + "'");
        }
        assertThatThrownBy(() -> Prices.parse("price_a=plus:month,price_a=plus:year"))
                .hasMessageContaining("'price_a' is named twice");
    }
}
