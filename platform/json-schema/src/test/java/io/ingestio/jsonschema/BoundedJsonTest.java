package io.ingestio.jsonschema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedJsonTest {

    @Test
    void valuesAreExact() {
        assertThat(BoundedJson.read("{\"a\":12.50,\"b\":[1,-2.5,null,true,\"x\"]}")
                        .toString())
                .isEqualTo("{\"a\":12.50,\"b\":[1,-2.5,null,true,\"x\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e2147483647",
                "-1e2147483647",
                "1e-2147483647",
                "1e99999999999999999999",
                "[{\"a\":1e101}]",
                "{\"a\":\"nul \\u0000\"}",
                "{\"nul \\u0000\":1}",
                "{",
                "",
                "{} {}",
                "NaN"
            })
    void unboundedTextIsRejected(String text) {
        assertThatThrownBy(() -> BoundedJson.read(text)).isInstanceOf(UnboundedJson.class);
    }

    @Test
    void longNumberIsRejected() {
        assertThatThrownBy(() -> BoundedJson.read("9".repeat(101))).isInstanceOf(UnboundedJson.class);
        assertThatThrownBy(() -> BoundedJson.read("9".repeat(1_000_000))).isInstanceOf(UnboundedJson.class);
        assertThat(BoundedJson.read("9".repeat(100)).isNumber()).isTrue();
    }

    @Test
    void depthIsBounded() {
        assertThat(BoundedJson.read("[".repeat(64) + "]".repeat(64)).isArray()).isTrue();
        assertThatThrownBy(() -> BoundedJson.read("[".repeat(65) + "]".repeat(65)))
                .isInstanceOf(UnboundedJson.class);
        assertThatThrownBy(() -> BoundedJson.read("[".repeat(1_000_000))).isInstanceOf(UnboundedJson.class);
    }

    @Test
    void pointerNamesThePlace() {
        assertThatThrownBy(() -> BoundedJson.read("{\"a/b\":[0,\"\\u0000\"]}"))
                .isInstanceOfSatisfying(
                        UnboundedJson.class, e -> assertThat(e.pointer()).isEqualTo("/a~1b/1"));
    }
}
