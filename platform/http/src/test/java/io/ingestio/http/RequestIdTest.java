package io.ingestio.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {

    private static final String TOO_LONG = "01234567890123456789012345678901234567890123456789012345678901234";

    @Test
    void keepsAWellFormedIdentifier() {
        assertThat(RequestId.givenOrNew("job-17_a.b")).isEqualTo("job-17_a.b");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "short", "a b with blanks", "a\r\nX: injected", "äöüäöüäöü", TOO_LONG})
    void makesItsOwnInPlaceOfAnythingElse(String offered) {
        assertThat(UUID.fromString(RequestId.givenOrNew(offered))).isNotNull();
    }
}
